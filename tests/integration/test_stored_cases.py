"""Cases over HTTP and the command line: stored, told, handed out and erased."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from engine.cases.privacy import Subject, erase, held_of, purge
from graph.embedder import Embedder
from graph.errors import InvalidInputError
from graph.session import Graph
from graph.settings import Settings
from seeds.loader import load
from tests.builders.command_line import run_command
from tests.builders.database import rows
from tests.builders.knowledge import small_pack
from tests.conftest import Address

API = "/api/knowledge-graph"
GARAGE = "garage_local"
SECRETS = ("Marie Curie", "marie@example.org", "AB-123-CD", "le chien de Marie")
BODY = {
    "vehicle": {"make": "Acme", "model": "One", "engine": "1.6 16V", "mileage_km": 90_000},
    "observables": [
        {"id": "symptom.one", "qualifiers": {}},
        {"id": "symptom.two", "state": "absent"},
        {"text": "le chien de Marie"},
    ],
    "customer": {"name": "Marie Curie", "contact": "Marie@Example.org ", "plate": "ab 123-CD"},
    "locale": "fr",
}


@pytest.fixture
def client(graph: Graph, embedder: Embedder, tmp_path: Path) -> Iterator[TestClient]:
    load(graph, small_pack(tmp_path), embedder)
    with TestClient(create_app(Settings(), graph, embedder)) as opened:
        yield opened


def stored(client: TestClient, **more: object) -> str:
    return str(client.post(f"{API}/diagnose", json={**BODY, **more}).json()["diagnosis_id"])


def count(graph: Graph, label: str) -> int:
    return int(str(rows(graph, f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"]))


def test_a_diagnosis_is_a_case_unless_the_request_refuses(client: TestClient, graph: Graph) -> None:
    answer = client.post(f"{API}/diagnose", json=BODY).json()
    case = client.get(f"{API}/cases/{answer['diagnosis_id']}", params={"locale": "fr"}).json()
    assert case["case_id"] == answer["diagnosis_id"]
    assert case["predicted_fault"] == answer["diagnoses"][0]["fault"]
    assert case["predicted_fault"]["label"] == "alpha fr"
    assert case["diagnosed_with"] == answer["graph_version"]
    assert case["locale"] == "fr"
    refused = client.post(f"{API}/diagnose", json={**BODY, "store": False}).json()
    assert refused["diagnosis_id"] is None
    assert refused["diagnoses"] == answer["diagnoses"]
    assert client.post(f"{API}/interview", json=BODY).status_code == 200
    assert count(graph, "Case") == 1


def test_an_outcome_told_twice_is_the_same_answer_and_the_next_diagnosis_has_learned(
    client: TestClient,
) -> None:
    case_id = stored(client)
    before = client.post(f"{API}/diagnose", json={**BODY, "store": False}).json()
    told = {
        "outcome": "confirmed",
        "fault_id": "fault.beta",
        "verification_method": "invoice",
        "idempotency_key": "repair-1",
        "notes": "durite",
    }
    first = client.post(f"{API}/cases/{case_id}/outcome", json=told)
    again = client.post(f"{API}/cases/{case_id}/outcome", json=told)
    assert first.status_code == again.status_code == 200
    plain = {key: value for key, value in first.json().items() if key != "request_id"}
    assert plain == {key: value for key, value in again.json().items() if key != "request_id"}
    assert plain["relations_taught"] == 2
    after = client.post(f"{API}/diagnose", json={**BODY, "store": False}).json()
    assert after["graph_version"] == plain["graph_version"] != before["graph_version"]

    def share(answer: dict[str, Any]) -> float:
        found = {item["fault"]["id"]: item["probability"] for item in answer["diagnoses"]}
        return float(found["fault.beta"])

    assert share(after) > share(before)
    replay = client.get(f"{API}/cases/{case_id}/replay").json()
    beta = next(item for item in replay["faults"] if item["fault"]["id"] == "fault.beta")
    assert beta["then"]["probability"] == pytest.approx(share(before), abs=1e-3)
    assert beta["now"]["probability"] == pytest.approx(share(after), abs=1e-3)
    assert beta["change"] == pytest.approx(share(after) - share(before), abs=1e-3)


def test_another_outcome_is_a_conflict_in_the_language_of_the_body(client: TestClient) -> None:
    case_id = stored(client)
    url = f"{API}/cases/{case_id}/outcome"
    assert client.post(url, json={"outcome": "incorrect"}).status_code == 200
    problem = client.post(url, json={"outcome": "confirmed", "locale": "fr"})
    assert problem.status_code == 409
    assert "déjà l'issue" in problem.json()["detail"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"outcome": "pending"}, 422, "outcome"),
        ({"outcome": "confirmed", "surprise": 1}, 422, "surprise"),
        ({"outcome": "confirmed", "fault_id": "fault.nowhere"}, 404, "fault_id"),
        ({"outcome": "incorrect", "fault_id": "fault.alpha"}, 422, "fault_id"),
        ({"outcome": "confirmed", "verification_method": "hearsay"}, 422, "verification_method"),
    ],
)
def test_a_bad_outcome_is_a_problem_that_names_the_field(
    client: TestClient, body: dict[str, object], status: int, field: str
) -> None:
    response = client.post(f"{API}/cases/{stored(client)}/outcome", json=body)
    assert (response.status_code, response.json()["field"]) == (status, field)


def test_another_garage_sees_none_of_it(client: TestClient, graph: Graph) -> None:
    case_id = stored(client)
    with TestClient(create_app(Settings(garage_id="garage_other"), graph)) as other:
        assert other.get(f"{API}/cases").json()["cases"] == []
        for path in (f"{API}/cases/{case_id}", f"{API}/cases/{case_id}/replay"):
            assert other.get(path).status_code == 404
        told = other.post(f"{API}/cases/{case_id}/outcome", json={"outcome": "confirmed"})
        assert told.status_code == 404
    assert held_of(graph, "garage_other", Subject(plate="AB123CD")) == []


def test_cases_page_by_cursor_and_suggestions_too(client: TestClient, graph: Graph) -> None:
    text = "MATCH (:Symptom)-[r:INDICATES]->(:Fault {id: 'fault.beta'}) DELETE r"
    rows(graph, text)
    ids = {stored(client) for _ in range(3)}
    page = client.get(f"{API}/cases", params={"limit": 2}).json()
    rest = client.get(f"{API}/cases", params={"limit": 2, "cursor": page["next_cursor"]}).json()
    assert {case["case_id"] for case in page["cases"] + rest["cases"]} == ids
    assert rest["next_cursor"] is None
    assert client.get(f"{API}/cases", params={"cursor": "bm9wZQ=="}).status_code == 422
    assert client.get(f"{API}/suggestions").json()["suggestions"] == []
    body = {**BODY, "observables": [{"id": "symptom.one"}, {"id": "symptom.two"}]}
    case_id = client.post(f"{API}/diagnose", json=body).json()["diagnosis_id"]
    told = {"outcome": "confirmed", "fault_id": "fault.beta"}
    answer = client.post(f"{API}/cases/{case_id}/outcome", json=told).json()
    assert answer["suggestions"] == 2
    first = client.get(f"{API}/suggestions", params={"limit": 1}).json()
    query = {"limit": 1, "cursor": first["next_cursor"]}
    second = client.get(f"{API}/suggestions", params=query).json()
    seen = {item["observable"]["id"] for item in first["suggestions"] + second["suggestions"]}
    assert seen == {"symptom.one", "symptom.two"}
    assert first["suggestions"][0]["fault"]["id"] == "fault.beta"


def test_what_identifies_people_is_in_one_node_and_in_no_log(
    client: TestClient, graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        case_id = stored(client)
        told = {"outcome": "confirmed", "notes": "le chien de Marie", "fault_id": "fault.none"}
        client.post(f"{API}/cases/{case_id}/outcome", json=told)
    elsewhere = rows(graph, "MATCH (n:!PersonalData) RETURN properties(n) AS p")
    written = str(elsewhere) + caplog.text
    assert [word for word in SECRETS if word.lower() in written.lower()] == []
    held = held_of(graph, GARAGE, Subject(contact="marie@example.org"))
    assert len(held) == 1
    assert (held[0]["plate"], held[0]["customer_name"]) == ("ab 123-CD", "Marie Curie")
    assert held[0]["reported_texts"] == ["le chien de Marie"]
    assert [case["id"] for case in held[0]["cases"]] == [case_id]


def test_erasing_takes_words_and_names_and_leaves_case_and_sums(
    client: TestClient, graph: Graph
) -> None:
    case_id = stored(client)
    told = {"outcome": "confirmed", "notes": "durite"}
    client.post(f"{API}/cases/{case_id}/outcome", json=told)
    ledger = count(graph, "LedgerEntry")
    for subject in (Subject(case_id=case_id), Subject(plate="ab-123 cd")):
        assert len(held_of(graph, GARAGE, subject)) == 1
    assert erase(graph, GARAGE, held_of(graph, GARAGE, Subject(case_id=case_id))) == 1
    assert held_of(graph, GARAGE, Subject(contact="marie@example.org")) == []
    case = client.get(f"{API}/cases/{case_id}").json()
    assert (case["reported_texts"], case["notes"], case["outcome"]) == ([], None, "confirmed")
    assert count(graph, "LedgerEntry") == ledger
    with pytest.raises(InvalidInputError):
        held_of(graph, GARAGE, Subject(vin=" "))


def test_purging_takes_only_what_is_older_than_it_may_be_kept(
    client: TestClient, graph: Graph
) -> None:
    stored(client)
    assert purge(graph, GARAGE, days=30) == 0
    later = datetime.now(UTC) + timedelta(days=31)
    assert purge(graph, "garage_other", days=30, now=later) == 0
    assert purge(graph, GARAGE, days=30, now=later) == 1
    assert (count(graph, "PersonalData"), count(graph, "Case")) == (0, 1)


@pytest.mark.usefixtures("client")
def test_the_command_line_stores_lists_tells_and_erases(address: Address) -> None:
    def run(*arguments: str) -> Any:
        done = run_command(address, *arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    words = ("symptom.one", "--absent", "symptom.two", "--vehicle", "Acme One 1.6 16V")
    assert run("diagnose", *words)["diagnosis_id"] is None
    case_id = run("diagnose", *words, "--store")["diagnosis_id"]
    assert run("cases", "list", "--outcome", "pending")["cases"][0]["case_id"] == case_id
    assert run("cases", "outcome", case_id, "confirmed")["fault_id"] == "fault.alpha"
    assert run("cases", "show", case_id)["fault"]["id"] == "fault.alpha"
    assert run("cases", "replay", case_id)["first_has_changed"] is False
    table = run_command(address, "cases", "replay", case_id, "--table", "--locale", "fr")
    assert "Aujourd'hui" in table.stdout
    held = run("privacy", "export", "--case", case_id)["held"]
    assert held[0]["vehicle_text"] == "Acme One 1.6 16V"
    refused = run_command(address, "privacy", "erase", "--case", case_id)
    assert refused.returncode == 6
    assert run("privacy", "erase", "--case", case_id, "--yes") == {"erased": 1}
    assert run("privacy", "purge") == {"erased": 0}
    assert run_command(address, "cases", "show", "case_none").returncode == 3
    few = run("calibrate")
    assert (few["cases"], few["graph_version"]) == (1, None)
