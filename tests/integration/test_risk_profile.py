"""The risk profile of the shipped knowledge, by HTTP and on the command line."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from engine.risk_profile import risk_profile
from graph.session import Graph
from graph.settings import Settings
from tests.builders.command_line import run_command
from tests.builders.database import rows
from tests.builders.vehicle import registered_vehicle
from tests.conftest import Address

PREFIX = "/api/knowledge-graph"
CLIO, PEUGEOT = "model.renault_clio_4", "model.peugeot_308_2"
OIL_LIGHT = {"observables": [{"id": "symptom.oil_pressure_light"}], "locale": "fr"}


@pytest.fixture
def client(seeded_graph: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), seeded_graph)) as opened:
        yield opened


def _profile(client: TestClient, subject: str, **query: Any) -> dict[str, Any]:
    response = client.get(f"{PREFIX}/risk-profile/{subject}", params=query)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def _by_category(profile: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["part_category"]: item for item in profile["assessments"]}


def test_a_model_gets_an_assessment_per_part_category_with_its_sources(client: TestClient) -> None:
    profile = _profile(client, CLIO, km=98_000, locale="fr")
    brakes = _by_category(profile)["brakes"]
    assert (brakes["label"], brakes["current_km"]) == ("Freins", 98_000)
    assert 10 < brakes["risk_level"] < 60
    assert brakes["next_threshold_km"] > 98_000
    credit = brakes["sources"][0]["attribution"]
    assert credit.startswith("Contains public sector information licensed under the Open Govern")
    assert len(profile["assessments"]) >= 15
    assert "MOT" in profile["notes"][0]


def test_both_languages_say_the_same_of_the_same_numbers(client: TestClient) -> None:
    french, english = (_profile(client, CLIO, km=60_000, locale=code) for code in ("fr", "en"))
    said = [[item["recommendation"] for item in one["assessments"]] for one in (french, english)]
    assert len(set(said[0]) & set(said[1])) == 0
    keys = ("part_category", "risk_level", "urgency", "next_threshold_km")
    numbers = [
        [[item[key] for key in keys] for item in one["assessments"]] for one in (french, english)
    ]
    assert numbers[0] == numbers[1]


def test_more_kilometres_never_mean_less_risk(client: TestClient) -> None:
    levels = [
        {key: item["risk_level"] for key, item in found.items()}
        for km in (0, 50_000, 120_000, 250_000, 900_000)
        if (found := _by_category(_profile(client, PEUGEOT, km=km)))
    ]
    assert set(levels[0].values()) == {0.0}
    for before, after in pairwise(levels):
        assert all(before[key] <= after[key] for key in before)


def test_an_engine_with_a_chain_has_no_belt_to_fail(client: TestClient) -> None:
    belt = _by_category(_profile(client, "engine.psa_eb2", km=90_000))
    chain = _by_category(_profile(client, "engine.psa_ep6", km=90_000))
    assert "timing_belt" in belt
    assert "timing_belt" not in chain
    assert "timing_chain" in chain


def test_an_electric_car_has_neither_clutch_nor_exhaust(client: TestClient) -> None:
    found = _by_category(_profile(client, "model.renault_zoe", km=90_000))
    assert not {"clutch", "exhaust_emissions", "ignition_coils", "dpf"} & found.keys()
    assert {"traction_battery", "brakes"} <= found.keys()


def test_known_weaknesses_stand_beside_with_their_window(client: TestClient) -> None:
    profile = _profile(client, PEUGEOT, km=98_000, locale="en")
    found = {(item["fault_node_id"], item["source"]): item for item in profile["known_weaknesses"]}
    belt = found["fault.timing_belt_degraded", "forum_analysis"]
    assert (belt["window"], belt["frequency_rate"]) == ("inside", 0.35)
    assert belt["typical_km_range"] == {"start": 80_000, "end": 120_000}
    assert "80,000" in belt["says"]
    later = _profile(client, PEUGEOT, km=121_000)["known_weaknesses"]
    assert "after" in {item["window"] for item in later if item["id"] == belt["id"]}


def test_a_pattern_of_another_model_is_no_weakness_of_this_one(client: TestClient) -> None:
    found = _profile(client, "model.peugeot_2008_1", km=98_000)["known_weaknesses"]
    belts = {
        item["vehicle_model_pattern"]
        for item in found
        if item["fault_node_id"] == "fault.timing_belt_degraded"
    }
    assert belts == {"%"}


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("model.no_such?km=5", 404, "not_found", "id"),
        (CLIO, 422, "invalid_input", "km"),
        (f"{CLIO}?km=-1", 422, "invalid_input", "km"),
        (f"{CLIO}?km=x", 422, "invalid_input", "km"),
        ("symptom.rough_idle?km=5", 404, "not_found", "id"),
    ],
)
def test_a_wrong_request_names_its_field(
    client: TestClient, path: str, status: int, code: str, field: str
) -> None:
    response = client.get(f"{PREFIX}/risk-profile/{path}", headers={"Accept-Language": "fr"})
    problem = response.json()
    assert (response.status_code, problem["code"]) == (status, code)
    assert field in json.dumps(problem)


def test_a_registered_vehicle_brings_its_mileage_and_its_engine(seeded_graph: Graph) -> None:
    key = registered_vehicle(seeded_graph, "veh_risk", CLIO, "engine.renault_k9k", km=70_000)
    try:
        found = risk_profile(seeded_graph, key, garage_id=None)
        assert found.mileage_km == 70_000
        assert [engine["id"] for engine in found.engines] == ["engine.renault_k9k"]
        assert {kind for item in found.assessments for kind in item.engine_types} == {"diesel"}
        assert risk_profile(seeded_graph, key, 1_000, garage_id=None).mileage_km == 1_000
        categories = {item.curve["part_category"] for item in found.assessments}
        assert "timing_chain" not in categories
        assert "timing_belt" in categories
    finally:
        rows(seeded_graph, "MATCH (v:Vehicle {id: 'veh_risk'}) DETACH DELETE v")


def test_a_diagnosis_tells_what_the_known_weakness_did(client: TestClient) -> None:
    vehicle = {"text": "Peugeot 308 1.2 PureTech 2016", "mileage_km": 98_000}
    body = {**OIL_LIGHT, "vehicle": vehicle}
    found = client.post(f"{PREFIX}/diagnose", json=body).json()["diagnoses"][0]
    assert found["fault"]["id"] == "fault.timing_belt_degraded"
    factors = found["model_factors"]
    first = factors["matched_patterns"][0]
    assert (first["vehicle_model_pattern"], first["engine_pattern"]) == (
        "Peugeot 308*",
        "PureTech*",
    )
    assert (first["probability_boost"], first["confidence"]) == (0.25, 0.7)
    assert factors["boost_applied"] > 5
    assert "1.2 PureTech (EB2)" in factors["explanation"]
    other = client.post(
        f"{PREFIX}/diagnose",
        json={**body, "vehicle": {"text": "Peugeot 2008 1.2 PureTech", "mileage_km": 98_000}},
    ).json()["diagnoses"]
    belt = next(d for d in other if d["fault"]["id"] == "fault.timing_belt_degraded")
    shown = [item["vehicle_model_pattern"] for item in belt["model_factors"]["matched_patterns"]]
    assert shown == ["%"]


@pytest.mark.usefixtures("seeded_graph")
def test_the_command_prints_a_table_and_the_credit(address: Address) -> None:
    asked = ("risk", CLIO, "--km", "98000", "--locale", "fr")
    table = run_command(address, *asked, "--table")
    assert table.returncode == 0, table.stderr
    assert "Freins" in table.stdout
    assert "Open Government" in table.stdout
    answer = json.loads(run_command(address, *asked, "--json").stdout)
    assert answer["current_km"] == 98_000
    refused = run_command(address, "risk", CLIO)
    assert (refused.returncode, refused.stdout) == (6, "")
    assert "mileage" in refused.stderr
