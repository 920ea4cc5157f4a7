"""Decisions of people on knowledge: what they change, who is told, and what seeds leave alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.app import create_app
from engine.cases.outcome import Outcome
from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import ReportedFinding
from engine.governing.deciding import (
    FIND_GRAPH_VERSION,
    change_node_status,
    change_relationship_status,
    restore_node,
)
from engine.governing.entries import Decision
from engine.governing.transitions import TRANSITIONS
from engine.reading import Reader
from engine.validating.registry import validate_graph
from graph.embedder import Embedder
from graph.errors import ConflictError
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary import KnowledgeStatus
from graph.vocabulary_records import CaseOutcome, FindingSeverity
from seeds.loader import load
from tests.builders.cases import told
from tests.builders.database import rows
from tests.builders.knowledge import WEIGHTS, small_pack

API = "/api/knowledge-graph"
ALPHA = "fault.alpha"
ACTIVE, DEPRECATED = KnowledgeStatus.ACTIVE, KnowledgeStatus.DEPRECATED


@pytest.fixture
def loaded(graph: Graph, embedder: Embedder, tmp_path: Path) -> Graph:
    load(graph, small_pack(tmp_path / "seeds"), embedder)
    return graph


@pytest.fixture
def client(loaded: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), loaded)) as opened:
        yield opened


def _posterior(graph: Graph, embedder: Embedder) -> dict[str, float]:
    request = DiagnosisRequest((ReportedFinding(id="symptom.one"),), limit=50)
    verdict = diagnose(graph, Reader(graph, embedder), request)
    return {item.fault_id: item.probability for item in verdict.diagnoses}


def _state(graph: Graph, node_id: str) -> dict[str, Any]:
    text = (
        "MATCH (n:Knowledge {id: $id}) RETURN n.status AS status, n.version AS version, "
        "n.status_by AS status_by, n.reviewed_by AS reviewed_by"
    )
    return rows(graph, text, id=node_id)[0]


def _relation_id(graph: Graph) -> str:
    text = "MATCH ({id: 'symptom.one'})-[r]->({id: 'fault.alpha'}) RETURN r.relation_id AS id"
    return str(rows(graph, text)[0]["id"])


def test_a_deprecated_fault_answers_no_diagnosis_and_restored_it_answers_as_before(
    loaded: Graph, embedder: Embedder
) -> None:
    before = _posterior(loaded, embedder)
    assert ALPHA in before
    change_node_status(loaded, ALPHA, DEPRECATED, Decision("ann", 1, "wrong"))
    without = _posterior(loaded, embedder)
    assert ALPHA not in without
    assert without["fault.diesel"] > before["fault.diesel"]
    restore_node(loaded, ALPHA, 1, Decision("ann", 2))
    assert _posterior(loaded, embedder) == pytest.approx(before, abs=1e-12)
    assert _state(loaded, ALPHA)["version"] == 3
    errors = [x for x in validate_graph(loaded).findings if x.severity is FindingSeverity.ERROR]
    assert errors == []


def test_what_outcomes_taught_outlives_a_decision_on_the_fault(
    loaded: Graph, embedder: Embedder
) -> None:
    reader = Reader(loaded, embedder)
    told(loaded, reader, Outcome(CaseOutcome.CONFIRMED, ALPHA))
    before = _posterior(loaded, embedder)
    version = loaded.read(FIND_GRAPH_VERSION)[0].version
    seen = _state(loaded, ALPHA)["version"]
    change_node_status(loaded, ALPHA, DEPRECATED, Decision("ann", seen))
    restore_node(loaded, ALPHA, version, Decision("ann", seen + 1))
    assert _posterior(loaded, embedder) == pytest.approx(before, abs=1e-12)
    kept = rows(loaded, "MATCH (f:Fault {id: $id}) RETURN f.confirmed_count AS count", id=ALPHA)
    masses = rows(loaded, "MATCH (m:PriorMass) RETURN sum(m.confirmed_count) AS count")
    assert (kept[0]["count"], masses[0]["count"]) == (1.0, 1.0)


def test_a_relationship_set_to_deprecated_is_no_evidence_any_more(
    loaded: Graph, embedder: Embedder
) -> None:
    before = _posterior(loaded, embedder)
    relation_id = _relation_id(loaded)
    decided = change_relationship_status(loaded, relation_id, DEPRECATED, Decision("ann", 1))
    assert decided.version == 2
    assert _posterior(loaded, embedder)[ALPHA] < before[ALPHA]


def test_a_status_change_is_written_with_revision_audit_entry_and_one_graph_version(
    client: TestClient, loaded: Graph
) -> None:
    body = {"status": "deprecated", "user": "ann", "note": "no evidence", "expected_version": 1}
    made = client.post(f"{API}/nodes/{ALPHA}/status", json=body).json()
    assert made["changed"] is True
    assert (made["status"], made["version"], made["graph_version"]) == ("deprecated", 2, "2")
    page = client.get(f"{API}/audit", params={"entity_id": ALPHA}).json()
    entry = page["entries"][0]
    assert entry["audit_id"] == made["audit_id"]
    assert (entry["action"], entry["entity_type"]) == ("status_change", "node")
    assert entry["old_data"] == {"status": "active", "version": 1}
    assert entry["new_data"] == {"status": "deprecated", "version": 2}
    assert (entry["user_id"], entry["note"], entry["graph_version"]) == ("ann", "no evidence", "2")
    text = (
        "MATCH (v:Revision {entity_id: $id, to_version: 2})-[:CHANGED]->(n) "
        "RETURN v.status AS status, v.change AS change, n.previous_version_id = v.id AS linked"
    )
    assert rows(loaded, text, id=ALPHA) == [
        {"status": "active", "change": "deprecate", "linked": True}
    ]


def test_a_repeated_request_changes_nothing_and_answers_the_same_state(client: TestClient) -> None:
    body = {"status": "deprecated", "user": "ann", "expected_version": 1}
    first = client.post(f"{API}/nodes/{ALPHA}/status", json=body).json()
    again = client.post(f"{API}/nodes/{ALPHA}/status", json=body).json()
    assert (again["changed"], again["version"]) == (False, first["version"])
    assert again["graph_version"] == first["graph_version"]
    assert len(client.get(f"{API}/audit").json()["entries"]) == 1


def test_a_stale_version_and_an_impossible_step_are_conflicts_and_write_nothing(
    client: TestClient, loaded: Graph
) -> None:
    stale = {"status": "deprecated", "user": "ann", "expected_version": 7}
    refused = client.post(
        f"{API}/nodes/{ALPHA}/status", json=stale, headers={"Accept-Language": "fr"}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert refused.json()["detail"] == "la version est désormais 1, et non 7"
    step = {"status": "review", "user": "ann", "expected_version": 1}
    refused = client.post(f"{API}/nodes/{ALPHA}/status", json=step)
    assert refused.status_code == 409
    assert refused.json()["details"]["allowed"] == ["deprecated"]
    assert client.get(f"{API}/audit").json()["entries"] == []
    assert rows(loaded, "MATCH (v:GraphVersion) RETURN v.version AS v") == [{"v": 1}]


def test_the_life_cycle_has_exactly_the_steps_of_the_source(loaded: Graph) -> None:
    for before in KnowledgeStatus:
        for after in KnowledgeStatus:
            text = "MATCH (n:Knowledge {id: $id}) SET n.status = $status, n.version = 1"
            rows(loaded, text, id=ALPHA, status=before.value)
            rows(loaded, "MATCH (a:AuditEntry) DETACH DELETE a")
            decision = Decision("ann", 1)
            if after in TRANSITIONS[before]:
                assert change_node_status(loaded, ALPHA, after, decision).status == after
            else:
                with pytest.raises(ConflictError):
                    change_node_status(loaded, ALPHA, after, decision)


def test_a_review_names_the_reviewer_and_keeps_the_status(
    client: TestClient, loaded: Graph
) -> None:
    body = {"user": "dr. ann", "expected_version": 1}
    made = client.post(f"{API}/nodes/{ALPHA}/review", json=body).json()
    assert made["status"] == "active"
    assert _state(loaded, ALPHA)["reviewed_by"] == "dr. ann"


def test_a_later_seed_run_undoes_no_decision_and_reports_it(
    loaded: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    change_node_status(loaded, ALPHA, DEPRECATED, Decision("ann", 1))
    change_relationship_status(loaded, _relation_id(loaded), DEPRECATED, Decision("ann", 1))
    same = load(loaded, small_pack(tmp_path / "again"), embedder)
    assert not same.written
    assert same.summary["decisions_kept"] == 2
    priors = {ALPHA: 0.02}
    changed = {**WEIGHTS, ALPHA: {**WEIGHTS[ALPHA], "symptom.one": 0.4}}
    assert load(loaded, small_pack(tmp_path / "other", changed, priors), embedder).written
    assert _state(loaded, ALPHA)["status"] == "deprecated"
    text = "MATCH ({id: 'symptom.one'})-[r]->({id: 'fault.alpha'}) RETURN r.status AS s"
    assert rows(loaded, text) == [{"s": "deprecated"}]
    assert rows(loaded, "MATCH (f {id: 'fault.alpha'}) RETURN f.prior_rate AS p") == [{"p": 0.02}]


def test_a_restored_state_outlives_the_next_load_of_the_same_seeds(
    loaded: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    pack = small_pack(tmp_path / "two", priors={ALPHA: 0.02})
    load(loaded, pack, embedder)
    restore_node(loaded, ALPHA, 1, Decision("ann", 2))
    prior = "MATCH (f {id: 'fault.alpha'}) RETURN f.prior_rate AS p"
    assert rows(loaded, prior) == [{"p": 0.01}]
    assert not load(loaded, pack, embedder).written
    assert rows(loaded, prior) == [{"p": 0.01}]


def test_a_state_that_never_was_cannot_be_restored(client: TestClient) -> None:
    body = {"graph_version": 0, "user": "ann", "expected_version": 1}
    refused = client.post(f"{API}/nodes/{ALPHA}/restore", json=body)
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    refused = client.post(f"{API}/nodes/fault.nothing/restore", json=body)
    assert refused.status_code == 404


def test_the_audit_log_pages_from_the_latest_to_the_first(client: TestClient) -> None:
    for version in (1, 2, 3):
        body = {"user": "ann", "expected_version": version}
        client.post(f"{API}/nodes/{ALPHA}/review", json=body)
    seen: list[int] = []
    cursor = None
    while True:
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = client.get(f"{API}/audit", params=params).json()
        seen += [entry["new_data"]["version"] for entry in page["entries"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [4, 3, 2]


def test_with_a_key_configured_no_decision_is_taken_without_it(loaded: Graph) -> None:
    settings = Settings(api_key=SecretStr("k" * 20))
    with TestClient(create_app(settings, loaded)) as client:
        body = {"user": "ann", "expected_version": 1}
        for path in (
            f"nodes/{ALPHA}/review",
            f"nodes/{ALPHA}/status",
            "relationships/rel_x/status",
        ):
            refused = client.post(f"{API}/{path}", json=body)
            assert refused.status_code == 401
    assert _state(loaded, ALPHA)["version"] == 1
