"""Vehicles over HTTP: stored once, changed, used in a diagnosis, erased; parts that fit them."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows

KG = "/api/knowledge-graph"
VEHICLES = f"{KG}/vehicles"
VIN = "VF1BB05CF12345678"  # well-formed, invented
SHOP = "https://shop.example/{part_id}?engine={engine_id}&lang={locale}"


@pytest.fixture
def client(seeded_graph: Graph) -> Iterator[TestClient]:
    """A client of one garage; what it stored is removed, so that the knowledge stays loaded."""
    settings = Settings(garage_id="garage_test", catalogue_url=SHOP)
    with TestClient(create_app(settings, seeded_graph)) as opened:
        yield opened
    rows(seeded_graph, "MATCH (n:Vehicle|PersonalData|Garage) DETACH DELETE n")


def store(client: TestClient, **fields: Any) -> dict[str, Any]:
    answer = client.post(VEHICLES, json=fields)
    assert answer.status_code in {200, 201}, answer.text
    found: dict[str, Any] = answer.json()
    return found


def diagnose(client: TestClient, vehicle: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {"vehicle": vehicle, "observables": [{"code": "P0401"}], "locale": "en", **fields}
    answer = client.post(f"{KG}/diagnose", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_vehicle_is_stored_once_for_the_same_key_or_vin(client: TestClient) -> None:
    first = client.post(VEHICLES, json={"key": "k1", "vin": VIN, "engine": "1.5 dCi"})
    assert first.status_code == 201
    made = first.json()["vehicle"]
    assert (made["make"], made["model"], made["model_id"], made["engine_id"]) == (
        "Renault",
        "Clio II",
        "model.renault_clio_2",
        "engine.renault_k9k",
    )
    again = client.post(VEHICLES, json={"key": "k1", "text": "Golf 7"})
    assert (again.status_code, again.json()["created"]) == (200, False)
    assert again.json()["vehicle"] == made
    assert store(client, vin=VIN.lower())["vehicle"]["id"] == made["id"]
    assert store(client, text="Golf 7")["vehicle"]["id"] != made["id"]


def test_a_key_and_a_vin_of_two_vehicles_contradict_each_other(client: TestClient) -> None:
    store(client, key="k1", text="Golf 7")
    store(client, vin=VIN)
    answer = client.post(VEHICLES, json={"key": "k1", "vin": VIN})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert VIN not in answer.text


def test_what_identifies_a_vehicle_is_kept_apart_and_can_be_erased(
    client: TestClient, seeded_graph: Graph
) -> None:
    made = store(client, vin=VIN, plate="AB-123-CD", customer_name="Ada", mileage_km=9000)
    key = made["vehicle"]["id"]
    found = rows(
        seeded_graph,
        "MATCH (v:Vehicle)-[:IDENTIFIED_BY]->(p:PersonalData) "
        "RETURN properties(v) AS vehicle, properties(p) AS personal",
    )[0]
    vehicle, personal = str(found["vehicle"]), str(found["personal"])
    assert VIN not in vehicle
    assert "AB-123-CD" not in vehicle
    assert VIN in personal
    assert "vin" not in json.dumps(client.get(VEHICLES).json()["vehicles"])
    erased = client.delete(f"{VEHICLES}/{key}/personal-data").json()
    assert erased["erased"] is True
    assert client.delete(f"{VEHICLES}/{key}/personal-data").json()["erased"] is False
    shown = client.get(f"{VEHICLES}/{key}").json()
    assert (shown["personal_data"], shown["vehicle"]["mileage_km"]) == (None, 9000)


def test_the_mileage_does_not_go_back_unless_it_is_a_correction(client: TestClient) -> None:
    place = f"{VEHICLES}/{store(client, text='Clio IV 1.5 dCi', mileage_km=90000)['vehicle']['id']}"
    changed = client.patch(place, json={"mileage_km": 95000, "firmware": "2.1"}).json()["vehicle"]
    assert (changed["mileage_km"], changed["firmware"]) == (95000, "2.1")
    assert changed["engine_id"] == "engine.renault_k9k"
    back = client.patch(place, json={"mileage_km": 94000, "locale": "fr"})
    assert (back.status_code, back.json()["field"]) == (409, "mileage_km")
    assert "reculer" in back.json()["detail"]
    right = client.patch(place, json={"mileage_km": 94000, "correction": True})
    assert right.json()["vehicle"]["mileage_km"] == 94000


def test_a_changed_model_drops_the_engine_of_the_old_one(client: TestClient) -> None:
    place = f"{VEHICLES}/{store(client, text='Clio IV 1.5 dCi')['vehicle']['id']}"
    changed = client.patch(place, json={"make": "Volkswagen", "model": "Golf VII"}).json()
    assert changed["vehicle"]["model_id"] == "model.vw_golf_7"
    assert (changed["vehicle"]["engine_id"], changed["vehicle"]["engine"]) == (None, None)


def test_a_garage_sees_its_own_vehicles_only(client: TestClient, seeded_graph: Graph) -> None:
    key = store(client, text="Clio IV")["vehicle"]["id"]
    with TestClient(create_app(Settings(garage_id="garage_other"), seeded_graph)) as other:
        assert other.get(f"{VEHICLES}/{key}").status_code == 404
        assert other.patch(f"{VEHICLES}/{key}", json={"mileage_km": 1}).status_code == 404
        assert other.delete(f"{VEHICLES}/{key}/personal-data").status_code == 404
        assert other.get(VEHICLES).json()["vehicles"] == []
        body = {"vehicle": {"vehicle_id": key}}
        assert other.post(f"{KG}/diagnose", json=body).status_code == 404


def test_vehicles_are_listed_page_by_page(client: TestClient) -> None:
    made = sorted(store(client, text="Clio IV")["vehicle"]["id"] for _ in range(3))
    first = client.get(VEHICLES, params={"limit": 2}).json()
    rest = client.get(VEHICLES, params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [item["id"] for item in first["vehicles"] + rest["vehicles"]] == made
    assert rest["next_cursor"] is None


def test_a_stored_vehicle_is_used_and_raises_the_confidence(client: TestClient) -> None:
    key = store(client, text="Clio IV 1.5 dCi 2015")["vehicle"]["id"]
    answer = diagnose(client, {"vehicle_id": key})
    assert answer["vehicle"]["vehicle_id"] == key
    assert answer["vehicle"]["engine_id"] == "engine.renault_k9k"
    factors = {f["factor"]: f["contribution"] for f in answer["diagnoses"][0]["confidence_factors"]}
    assert factors["vehicle_history"] == 10
    without = diagnose(client, {"text": "Clio IV 1.5 dCi 2015"})
    plain = {f["factor"]: f["contribution"] for f in without["diagnoses"][0]["confidence_factors"]}
    assert plain["vehicle_history"] == 0


def test_a_vin_in_a_diagnosis_is_decoded_and_never_written_anywhere(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = diagnose(client, {"vin": VIN, "engine": "1.5 dCi", "text": "Clio IV"})
    assert answer["vehicle"]["decoded_vin"]["manufacturer"] == "Renault"
    assert answer["vehicle"]["conflicts"] == ["vin_model"]
    assert answer["vehicle"]["notes"][0] == "the VIN is of another model"
    wrong = client.post(f"{KG}/diagnose", json={"vehicle": {"vin": VIN + "X"}, "locale": "fr"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "vehicle.vin")
    assert "18" in wrong.json()["detail"]
    for said in (json.dumps(answer), wrong.text, caplog.text):
        assert VIN not in said


def test_a_vin_is_decoded_beside_the_words(client: TestClient) -> None:
    body = {"vin": VIN, "engine": "1.5 dCi", "locale": "en"}
    found = client.post(f"{VEHICLES}/decode", json=body).json()["vehicle"]
    assert found["label"] == "Renault Clio II 1.5 dCi (K9K)"
    assert (found["decoded_vin"]["model_years"], found["year"]) == ([], None)


def test_names_are_searched_with_their_typing_errors(client: TestClient) -> None:
    answer = client.get(f"{VEHICLES}/search", params={"q": "peugot 308 puretech"}).json()
    assert answer["vehicle"]["engine_id"] == "engine.psa_eb2"
    assert answer["hits"][0]["id"] == "model.peugeot_308_2"


def test_parts_of_a_diagnosis_say_whether_they_fit(client: TestClient) -> None:
    answer = diagnose(client, {"text": "Clio IV 1.5 dCi"})
    parts = {part["id"]: part for item in answer["diagnoses"] for part in item["parts"]}
    valve = parts["part.egr_valve"]
    assert (valve["fits"], valve["sale"], valve["price_range"]["currency"]) == (
        True,
        "allowed",
        "EUR",
    )
    assert valve["catalogue_url"] == (
        "https://shop.example/part.egr_valve?engine=engine.renault_k9k&lang=en"
    )
    assert [other["id"] for other in valve["substitutes"]] == ["part.egr_valve_k9k"]


def test_a_part_of_another_engine_is_listed_but_not_sold(client: TestClient) -> None:
    path = f"{KG}/faults/fault.dpf_clogged/parts"
    for engine, fits in (("1.5 dCi", False), ("1.6 HDi", True), (None, None)):
        make = "Renault" if engine == "1.5 dCi" else "Peugeot"
        wanted = {"make": make, "engine": engine} if engine else {}
        answer = client.get(path, params=wanted).json()
        additive = next(p for p in answer["parts"] if p["id"] == "part.dpf_additive")
        assert additive["fits"] is fits
        assert (additive["sale"] == "disabled") is (fits is False)
        assert (additive["catalogue_url"] is None) is (fits is False)


def test_parts_without_a_diagnosis_follow_the_level_of_the_fault(
    client: TestClient, seeded_graph: Graph
) -> None:
    critical = rows(
        seeded_graph,
        "MATCH (f:Fault {safety_level: 'critical'})-[:REQUIRES]->(:Part) "
        "RETURN f.id AS id ORDER BY id LIMIT 1",
    )[0]["id"]
    answer = client.get(f"{KG}/faults/{critical}/parts", params={"model": "Clio IV"}).json()
    assert {(part["sale"], part["sale_reason"]) for part in answer["parts"]} == {
        ("disabled", "safety")
    }


def test_a_fault_that_the_vehicle_cannot_have_needs_no_parts(client: TestClient) -> None:
    path = f"{KG}/faults/fault.spark_plugs_worn/parts"
    answer = client.get(path, params={"model": "Clio IV", "engine": "1.5 dCi"}).json()
    assert answer["applies"] is False
    assert {part["fits"] for part in answer["parts"]} == {False}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("faults/fault.nothing/parts", 404),
        ("faults/fault.dpf_clogged/parts?vehicle_id=veh_nothing", 404),
        ("faults/fault.dpf_clogged/parts?vin=VF1BB05CF12345678", 422),
        ("vehicles/veh_nothing", 404),
        ("vehicles?cursor=abc", 422),
        ("vehicles/search?q=", 422),
    ],
)
def test_what_does_not_exist_or_makes_no_sense_is_refused(
    client: TestClient, path: str, status: int
) -> None:
    answer = client.get(f"{KG}/{path}")
    assert answer.status_code == status
    assert answer.json()["fix"] or status == 422
    assert VIN not in answer.text
