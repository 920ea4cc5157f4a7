"""The HTTP interface on the seeded graph: shapes, languages, and every kind of bad input."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.app import create_app
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings
from seeds.loader import load
from tests.builders.database import rows
from tests.builders.knowledge import small_pack

DIAGNOSE = "/api/knowledge-graph/diagnose"
CLIO = {"make": "Renault", "model": "Clio IV", "engine": "0.9 TCe", "year": 2014}
COMPLAINT = {
    "vehicle": CLIO,
    "observables": [
        {"code": "P0171"},
        {"code": "P0300"},
        {"text": "ralenti instable, siffle à l'accélération, pas de fumée noire"},
    ],
    "locale": "fr",
}


@pytest.fixture
def client(seeded_graph: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), seeded_graph)) as opened:
        yield opened


def _problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["code"] == code
    assert body["status"] == status
    assert body["detail"]
    assert body["request_id"] == response.headers["x-request-id"]
    return body


def test_a_complaint_is_understood_ranked_and_explained(client: TestClient) -> None:
    answer = client.post(DIAGNOSE, json=COMPLAINT).json()
    understood = {item["matched"]["id"]: item["state"] for item in answer["observables"]}
    assert understood == {
        "dtc.sae.P0171": "present",
        "dtc.sae.P0300": "present",
        "symptom.rough_idle": "present",
        "symptom.whistle_on_acceleration": "present",
        "sign.smoke_black": "absent",
    }
    assert answer["vehicle"]["engine_id"] == "engine.renault_h4bt"
    first = answer["diagnoses"][0]
    assert first["fault"] == {
        "id": "fault.intake_air_leak",
        "label": "Prise d'air à l'admission",
    }
    lean = next(r for r in first["reasons_for"] if r["observable"]["id"] == "dtc.sae.P0171")
    assert lean["path"][0] == "dtc.sae.P0171"
    assert lean["path"][-1] == "fault.intake_air_leak"
    assert lean["log_odds"] > 1


def test_shown_other_and_unlisted_probabilities_sum_to_one_hundred(client: TestClient) -> None:
    for limit in (1, 3, 50):
        answer = client.post(DIAGNOSE, json={**COMPLAINT, "limit": limit}).json()
        shown = sum(item["probability"] for item in answer["diagnoses"])
        rest = answer["other_faults_probability"] + answer["unlisted_probability"]
        assert shown + rest == pytest.approx(100, abs=0.01)


def test_the_answer_speaks_the_language_of_the_request(client: TestClient) -> None:
    body = {key: value for key, value in COMPLAINT.items() if key != "locale"}
    english = client.post(DIAGNOSE, json=body, headers={"Accept-Language": "en"}).json()
    french = client.post(DIAGNOSE, json=body, headers={"Accept-Language": "fr-FR,en;q=0.4"}).json()
    assert english["locale"] == "en"
    assert english["diagnoses"][0]["fault"]["label"].startswith("Intake air leak")
    assert french["diagnoses"][0]["fault"]["label"] == "Prise d'air à l'admission"


def test_same_evidence_gives_byte_identical_rankings_in_any_order(client: TestClient) -> None:
    observables = [
        {"code": "P0171"},
        {"id": "symptom.rough_idle"},
        {"id": "sign.smoke_black", "state": "absent"},
        {"code": "P0300"},
    ]
    rankings = set()
    for order in (observables, observables[::-1], observables[2:] + observables[:2]):
        for _ in range(2):
            answer = client.post(DIAGNOSE, json={"observables": order}).json()
            rankings.add(json.dumps(answer["diagnoses"], sort_keys=True))
    assert len(rankings) == 1


def test_no_evidence_gives_the_prior(client: TestClient, seeded_graph: Graph) -> None:
    answer = client.post(DIAGNOSE, json={"limit": 50}).json()
    text = "MATCH (f:Fault) WHERE f.status = 'active' RETURN f.id AS id, f.prior_rate AS rate"
    rates = {row["id"]: float(str(row["rate"])) for row in rows(seeded_graph, text)}
    for item in answer["diagnoses"]:
        expected = 90 * rates[item["fault"]["id"]] / sum(rates.values())
        assert item["probability"] == pytest.approx(expected, abs=1e-3)
    assert answer["unlisted_probability"] == pytest.approx(10)


def test_an_absent_finding_moves_the_ranking(client: TestClient) -> None:
    def probability(state: str) -> float:
        observables = [{"code": "P0171"}, {"id": "sign.smoke_test_intake_leak", "state": state}]
        answer = client.post(DIAGNOSE, json={"observables": observables, "limit": 50}).json()
        return float(
            next(
                item["probability"]
                for item in answer["diagnoses"]
                if item["fault"]["id"] == "fault.intake_air_leak"
            )
        )

    assert probability("absent") < probability("unknown") < probability("present")


def test_a_fault_that_the_powertrain_rules_out_never_appears(client: TestClient) -> None:
    for powertrain, banned in (
        ("diesel", "fault.spark_plugs_worn"),
        ("battery_electric", "fault.ignition_coil_failed"),
    ):
        body = {
            "vehicle": {"powertrain": powertrain},
            "observables": [{"code": "P0301"}],
            "limit": 50,
        }
        answer = client.post(DIAGNOSE, json=body).json()
        assert banned not in {item["fault"]["id"] for item in answer["diagnoses"]}


def test_a_code_that_is_unusual_for_the_vehicle_stays_evidence_and_says_so(
    client: TestClient,
) -> None:
    body = {
        "vehicle": {"powertrain": "battery_electric"},
        "observables": [{"code": "P0301"}],
        "locale": "en",
    }
    answer = client.post(DIAGNOSE, json=body).json()
    assert "unusual" in answer["observables"][0]["note"]
    assert answer["unlisted_probability"] > 10


def test_a_failure_type_byte_without_its_own_node_rolls_up_to_the_base_code(
    client: TestClient,
) -> None:
    answer = client.post(DIAGNOSE, json={"observables": [{"code": "p0171-1A"}]}).json()
    assert answer["observables"][0]["matched"]["id"] == "dtc.sae.P0171"


def test_a_valid_code_without_knowledge_is_reported_not_dropped(client: TestClient) -> None:
    answer = client.post(DIAGNOSE, json={"observables": [{"code": "P3FFF"}], "locale": "en"}).json()
    assert answer["observables"][0]["matched"] is None
    assert "valid code" in answer["observables"][0]["note"]


def test_words_that_mean_nothing_here_are_reported_with_the_nearest_candidates(
    client: TestClient,
) -> None:
    body = {"observables": [{"text": "la radio ne capte plus aucune station"}], "locale": "fr"}
    found = client.post(DIAGNOSE, json=body).json()["observables"]
    assert all(item["matched"] is None for item in found)
    assert any(item["alternatives"] for item in found)


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ({"observables": [{"code": "P9Z99"}]}, "observables.0", "not a trouble code"),
        (
            {"observables": [{"code": "P0171", "id": "symptom.rough_idle"}]},
            "observables.0",
            "exactly one",
        ),
        ({"observables": [{}]}, "observables.0", "exactly one"),
        (
            {
                "observables": [
                    {"code": "P0171"},
                    {"id": "dtc.sae.P0171", "state": "absent"},
                ]
            },
            "observables.1",
            "present and absent",
        ),
        ({"observables": [{"code": "P0171", "state": "maybe"}]}, "observables.0.state", "present"),
        ({"observables": [], "surprise": 1}, "surprise", "Extra inputs"),
        ({"vehicle": {"year": 1200}}, "vehicle.year", "1950"),
        ({"limit": 0}, "limit", "greater"),
        ({"observables": [{"text": "x" * 5000}]}, "observables.0.text", "4000"),
    ],
)
def test_bad_input_is_a_problem_that_names_the_field(
    client: TestClient, body: dict[str, Any], field: str, said: str
) -> None:
    problem = _problem(client.post(DIAGNOSE, json=body), 422, "invalid_input")
    assert problem["field"] == field
    assert said in problem["detail"]


def test_the_fields_of_the_contract_are_accepted_at_their_defaults(client: TestClient) -> None:
    body = {
        "vehicle": {**CLIO, "mileage_km": 98000, "vin": None, "vehicle_id": None},
        "observables": [
            {"code": "P0171", "state": "present", "dtc_status": None, "freeze_frame": {}},
            {"text": "siffle à l'accélération", "state": "present", "qualifiers": {}},
            {"id": "sign.smoke_black", "state": "absent", "qualifiers": None},
        ],
        "scan_complete": False,
        "context": {},
        "locale": "fr",
        "limit": 10,
        "store": True,
        "budget": None,
    }
    response = client.post(DIAGNOSE, json=body)
    assert response.status_code == 200, response.text
    short = {key: body[key] for key in ("vehicle", "observables", "locale")}
    again = client.post(DIAGNOSE, json={**short, "store": False, "scan_complete": None}).json()
    assert again["diagnoses"] == response.json()["diagnoses"]


@pytest.mark.parametrize(
    ("observables", "said", "fix"),
    [
        ([{"code": "P9Z99"}], "« P9Z99 » n'est pas un code défaut", "une lettre P, B, C ou U"),
        ([{}], "exactement un parmi id, code et text", '{"code": "P0171"}'),
        (
            [{"code": "P0171"}, {"id": "dtc.sae.P0171", "state": "absent"}],
            "dtc.sae.P0171 est signalé à la fois présent et absent",
            "observables.0 ou observables.1",
        ),
        ([{"id": "symptom.nothing"}], "il n'existe pas d'observable « symptom.nothing »", "search"),
    ],
)
def test_an_error_speaks_the_language_of_the_body(
    client: TestClient, observables: list[dict[str, str]], said: str, fix: str
) -> None:
    body = {"observables": observables, "locale": "fr"}
    told = client.post(DIAGNOSE, json=body, headers={"Accept-Language": "en"}).json()
    assert said in told["detail"]
    assert fix in told["fix"]


def test_an_unknown_observable_is_not_found(client: TestClient) -> None:
    body = {"observables": [{"id": "symptom.does_not_exist"}]}
    problem = _problem(client.post(DIAGNOSE, json=body), 404, "not_found")
    assert problem["field"] == "observables.0"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b'{"observables": [', 400, "malformed_json"),
        (b"\xff\xfe", 400, "malformed_json"),
        (b'{"limit": NaN}', 422, "invalid_input"),
        (b'{"vehicle": {"mileage_km": NaN}}', 422, "invalid_input"),
        (b'{"vehicle": {"mileage_km": Infinity}}', 422, "invalid_input"),
        (b" " * 10_000_000, 413, "too_large"),
    ],
)
def test_unreadable_nan_or_oversized_bodies_are_refused(
    client: TestClient, seeded_graph: Graph, content: bytes, status: int, code: str
) -> None:
    before = rows(seeded_graph, "MATCH (n) RETURN count(n) AS n")
    response = client.post(DIAGNOSE, content=content, headers={"Content-Type": "application/json"})
    _problem(response, status, code)
    assert rows(seeded_graph, "MATCH (n) RETURN count(n) AS n") == before


def test_nodes_page_by_cursor_without_repeating_or_losing_any(client: TestClient) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"kind": "Fault", "limit": "7", **({"cursor": cursor} if cursor else {})}
        page = client.get("/api/knowledge-graph/nodes", params=query).json()
        seen += [node["id"] for node in page["nodes"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    stats = client.get("/api/knowledge-graph/stats").json()
    assert len(seen) == len(set(seen)) == stats["nodes"]["Fault"]
    assert seen == sorted(seen)


def test_an_empty_page_tells_the_version_of_the_graph(client: TestClient) -> None:
    url = "/api/knowledge-graph/nodes"
    empty = client.get(url, params={"kind": "Fault", "status": "draft"}).json()
    assert empty["nodes"] == []
    assert empty["next_cursor"] is None
    assert empty["graph_version"] == client.get(url).json()["graph_version"] != "0"


def test_a_last_page_that_is_just_full_has_no_cursor(client: TestClient) -> None:
    total = client.get("/api/knowledge-graph/stats").json()["nodes"]["FaultFamily"]
    query = {"kind": "FaultFamily", "limit": total}
    page = client.get("/api/knowledge-graph/nodes", params=query).json()
    assert (len(page["nodes"]), page["next_cursor"]) == (total, None)


def test_deprecated_nodes_are_listed_only_when_asked_for(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path), embedder)
    rows(graph, "MATCH (f:Fault {id: 'fault.alpha'}) SET f.status = 'deprecated'")
    with TestClient(create_app(Settings(), graph)) as client:

        def listed(**query: str) -> list[str]:
            page = client.get("/api/knowledge-graph/nodes", params={"kind": "Fault", **query})
            return [node["id"] for node in page.json()["nodes"]]

        assert "fault.alpha" not in listed()
        assert "fault.beta" in listed()
        assert listed(status="deprecated") == ["fault.alpha"]


def test_nodes_are_filtered_by_taxonomy(client: TestClient) -> None:
    page = client.get(
        "/api/knowledge-graph/nodes", params={"kind": "Observable", "tax_phase": "freinage"}
    ).json()
    assert page["nodes"]
    assert {node["properties"]["tax_phase"] for node in page["nodes"]} == {"freinage"}


def test_a_forged_cursor_is_refused(client: TestClient) -> None:
    response = client.get("/api/knowledge-graph/nodes", params={"cursor": "bm9wZQ=="})
    assert _problem(response, 422, "invalid_input")["field"] == "cursor"


def test_search_finds_a_code_and_words_with_typing_errors(client: TestClient) -> None:
    url = "/api/knowledge-graph/nodes/search"
    code = client.get(url, params={"q": "p 0420", "locale": "en"}).json()
    assert code["hits"][0]["id"] == "dtc.sae.P0420"
    typo = client.get(url, params={"q": "ralanti instabel", "locale": "fr"}).json()
    assert typo["hits"][0]["id"] == "symptom.rough_idle"


def test_the_service_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/health").json()["status"] == "ok"
    ready = client.get("/ready")
    assert ready.status_code == 200
    assert ready.json()["ready"] is True


def test_an_empty_graph_is_alive_but_not_ready(graph: Graph) -> None:
    with TestClient(create_app(Settings(), graph)) as client:
        assert client.get("/health").status_code == 200
        response = client.get("/ready")
        assert response.status_code == 503
        assert "seed" in response.json()["problem"]
        _problem(client.post(DIAGNOSE, json=COMPLAINT), 503, "not_ready")


def test_with_a_key_every_knowledge_endpoint_asks_for_it(seeded_graph: Graph) -> None:
    settings = Settings(api_key=SecretStr("a-key-of-16-chars-or-more"))
    with TestClient(create_app(settings, seeded_graph)) as client:
        url = "/api/knowledge-graph/stats"
        _problem(client.get(url), 401, "unauthorised")
        _problem(client.get(url, headers={"X-API-Key": "wrong"}), 401, "unauthorised")
        good = {"Authorization": "Bearer a-key-of-16-chars-or-more"}
        assert client.get(url, headers=good).status_code == 200
        assert client.get("/health").status_code == 200
