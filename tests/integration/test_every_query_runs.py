"""A tour of the product runs every query of the library on a real Neo4j."""

from pathlib import Path
from typing import Any

import neo4j
import numpy as np
import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.preparing import migrate
from api.readiness import readiness
from api.synthetic_graph import is_written, write_synthetic
from api.synthetic_texts import are_written, search_jobs, write_texts
from cypher import library
from engine.bench import latency
from engine.bench.peers.measuring import Field, check
from engine.bench.peers.memory_peers import ResidentArrays
from engine.bench.peers.neo4j_peers import InNeo4j, ShippedRead
from engine.bench.quality.graph_network import read_network
from engine.bench.speed.synthetic import Size, Synthetic, draw
from engine.calibrating import FittedCalibration, keep_calibration
from engine.cards.reindexing import reindex_cards
from engine.cases.confirmed import confirmed_cases
from engine.cases.privacy import Subject, erase, held_of, purge
from engine.coverage import read_coverage
from engine.events.appending import NewEvent
from engine.events.handler import Handler
from engine.events.listing import EventFilter, list_events, log_position, queue_state, retry_event
from engine.events.processing import process_next
from engine.events.services import QueueRules, Services
from engine.events.working import work_off
from engine.matching import ticket as match_ticket_module
from engine.matching.match import MatchRequest, match_cards
from engine.reading import Reader
from engine.text.alias_index import GraphAliasIndex
from engine.text.understanding import understand
from graph.embedder import Embedder
from graph.errors import NotReadyError
from graph.session import Graph
from graph.settings import Settings
from graph.timing import QueryTimings
from graph.vocabulary import Label, Locale
from graph.vocabulary_records import EventType
from migrations import runner
from migrations.vector_index import rebuild_vector_index
from seeds.dump import dump_lines, embed_missing, restore
from seeds.loader import load
from tests.builders import repairs
from tests.builders.access_tour import tour_of_access
from tests.builders.database import rows, wipe_data
from tests.builders.knowledge import WEIGHTS, small_pack
from tests.builders.matching_cards import TestCard, add_cards, add_ticket

DIAGNOSE = "/api/knowledge-graph/diagnose"


class Recorder:
    """The texts that the driver was given, in order."""

    def __init__(self) -> None:
        """Start empty."""
        self.texts: list[str] = []

    def names(self) -> set[str]:
        """Return the names of the library's queries among the texts."""
        by_text = {
            (library.ROOT / f"{name}.cypher").read_text(encoding="utf-8"): name
            for name in library.names()
        }
        return {by_text[text] for text in self.texts if text in by_text}


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Listen where all queries pass, also schema commands and locks, which are not timed."""
    recorded = Recorder()
    for kind in (neo4j.Session, neo4j.Transaction, neo4j.ManagedTransaction):
        _listen(monkeypatch, kind, recorded)
    return recorded


def _listen(monkeypatch: pytest.MonkeyPatch, kind: type[Any], recorded: Recorder) -> None:
    original = kind.run

    def run(self: Any, query: Any, *arguments: Any, **named: Any) -> Any:
        recorded.texts.append(getattr(query, "text", query))
        return original(self, query, *arguments, **named)

    monkeypatch.setattr(kind, "run", run)


def _write(graph: Graph, embedder: Embedder, folder: Path) -> None:
    """Migrate, load, load less and other weights, export, import, and change the model."""
    migrate(graph, embedder)
    assert runner.validate(graph) == []
    assert {row.state for row in runner.info(graph)} == {"applied"}
    assert load(graph, small_pack(folder / "all"), embedder).written
    fewer = {name: {**WEIGHTS[name], "symptom.one": 0.7} for name in ("fault.alpha", "fault.beta")}
    assert load(graph, small_pack(folder / "fewer", fewer), embedder).written
    assert not load(graph, small_pack(folder / "fewer", fewer), embedder).written
    lines = list(dump_lines(graph))
    wipe_data(graph)
    assert restore(graph, lines, embedder)["nodes"] > 0
    rebuild_vector_index(graph, embedder)
    assert embed_missing(graph, embedder) == 32
    assert readiness(graph, embedder).is_ready


def _ask(graph: Graph) -> None:
    """Ask everything that the web interface answers."""
    with TestClient(create_app(Settings(), graph)) as client:
        for locale in ("fr", None):
            body = {
                "vehicle": {"make": "Acme", "model": "One", "engine": "1.6 16V"},
                "observables": [{"text": "one"}, {"id": "symptom.two", "state": "absent"}],
                "locale": locale,
            }
            assert client.post(DIAGNOSE, json=body).status_code == 200
        faults = [f"faults/fault.alpha/{part}" for part in ("root-causes", "actions", "parts")]
        _keep_vehicles(client)
        case_id = client.post(DIAGNOSE, json=body).json()["diagnosis_id"]
        url = f"/api/knowledge-graph/cases/{case_id}/outcome"
        told = {"outcome": "confirmed", "fault_id": "fault.beta", "notes": "two"}
        assert client.post(url, json=told).status_code == 200
        codes = {"observables": [{"code": "DF025"}], "scan_complete": True}
        assert client.post(DIAGNOSE, json=codes).status_code == 200
        for path in (
            "dtc/P0171",
            "risk-profile/model.acme_one?km=90000",
            "nodes",
            "nodes/search?q=three",
            "stats",
            "schema",
            "validate",
            *faults,
            "cases",
            f"cases/{case_id}",
            "suggestions",
        ):
            assert client.get(f"/api/knowledge-graph/{path}").status_code == 200
        _decide(client)
        assert read_coverage(graph).faults
        _write_cards(client)
        assert client.get("/ready").status_code == 200
        _work_on_a_ticket(client)


def _decide(client: TestClient) -> None:
    """Change, review and restore a fault, change a relationship, and read who did it."""
    fault = "/api/knowledge-graph/nodes/fault.alpha"
    version = client.get(fault).json()["graph_version"]
    seen = client.get(fault).json()["node"]["governance"]["version"]
    relation_id = client.get(fault).json()["relationships"][0]["relation_id"]
    link = f"/api/knowledge-graph/relationships/{relation_id}/status"
    body: dict[str, Any] = {"user": "ann", "expected_version": seen}
    deprecate = {**body, "status": "deprecated"}
    for address, sent in (
        (f"{fault}/status", deprecate),
        (f"{fault}/review", {**body, "expected_version": seen + 1}),
        (
            f"{fault}/restore",
            {**body, "expected_version": seen + 2, "graph_version": int(version)},
        ),
        (link, {**deprecate, "expected_version": 1}),
        (link, {**deprecate, "expected_version": 1}),
    ):
        assert client.post(address, json=sent).status_code == 200
    assert len(client.get("/api/knowledge-graph/audit").json()["entries"]) == 4


def _keep_vehicles(client: TestClient) -> None:
    """Store a vehicle, find it again, list it, and erase what identifies it."""
    vehicles = "/api/knowledge-graph/vehicles"
    stored = client.post(vehicles, json={"make": "Acme", "model": "One", "plate": "AB-123-CD"})
    place = f"{vehicles}/{stored.json()['vehicle']['id']}"
    assert client.get(place).json()["personal_data"]["plate"] == "AB-123-CD"
    assert client.get(vehicles).status_code == 200
    assert client.delete(f"{place}/personal-data").json()["erased"]


def test_every_query_of_the_library_runs_on_a_tour_of_the_product(
    empty_graph: Graph,
    embedder: Embedder,
    recorder: Recorder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _write(empty_graph, embedder, tmp_path)
    _ask(empty_graph)
    monkeypatch.setattr(latency, "PRESENT", 1)
    monkeypatch.setattr(latency, "ABSENT", 1)
    held = held_of(empty_graph, Settings().garage_id, Subject(plate="AB123CD"))
    assert erase(empty_graph, Settings().garage_id, held) == 0
    assert purge(empty_graph, Settings().garage_id, days=1) == 0
    assert len(confirmed_cases(empty_graph, Settings().garage_id)) == 1
    reader, vectors = Reader(empty_graph, embedder), embedder.encode(["one"])
    latency.measure(empty_graph, reader, vectors, runs=1, warm_up=0, seed=1)
    understand("one, two", Locale.EN, GraphAliasIndex(empty_graph), embedder)
    assert read_network(empty_graph).network.rates.shape == (2, 4)
    assert keep_calibration(empty_graph, FittedCalibration(0, 200, None, None, 0.0, 0.0)) > 0
    _match_cards(empty_graph, embedder)
    tour_of_access(empty_graph)
    wipe_data(empty_graph)
    drawn = draw(Size("tiny", 30, 40), 1)
    assert not is_written(empty_graph, drawn)
    write_synthetic(empty_graph, drawn, embedder, lambda _what, _done: None)
    assert is_written(empty_graph, drawn)
    check(Field(InNeo4j(empty_graph), ShippedRead(empty_graph), [ResidentArrays(drawn)]), drawn, 1)
    _search_texts(empty_graph, embedder, drawn)
    _handle_events(empty_graph)
    assert sorted(set(library.names()) - recorder.names()) == []


def _search_texts(graph: Graph, embedder: Embedder, drawn: Synthetic) -> None:
    """Write some aliases once, and find ten in either way."""
    real = embedder.encode(["the engine stalls", "le moteur cale"])
    for _ in range(2):
        write_texts(graph, drawn, real, lambda _what, _done: None, count=60)
    assert are_written(graph, 60)
    assert not are_written(graph, 61)
    for search in search_jobs(graph, real, np.random.default_rng(1)).values():
        search()


def _break(*_: object) -> dict[str, Any]:
    raise ValueError


def _handle_events(graph: Graph) -> None:
    """Repair with a card, discover a failure, use and approve the card, fail and try again."""
    repairs.knowledge(graph)
    repairs.card(graph, fault_id="fault.cells")
    ticket_id = repairs.ticket(graph, status="in_progress")
    repairs.action(graph, ticket_id, failure_card_used="fc_one", new_failure_discovered=True)
    repairs.resolve(graph, ticket_id)
    used, approved = EventType.CARD_USED, EventType.CARD_APPROVED
    repairs.append(
        graph,
        *(
            NewEvent(kind, Label.FAILURE_CARD, "fc_one", repairs.GARAGE)
            for kind in (used, approved)
        ),
    )
    services = Services(graph, rules=QueueRules(backoff_s=0.0))
    broken = {EventType.TICKET_CREATED: Handler(_break)}
    failed = process_next(services, "wrk_tour", handlers=broken).handled[0].event
    assert retry_event(graph, repairs.GARAGE, failed.id)["status"] == "pending"
    assert work_off(services, 100).counts()["pending"] == 0
    assert queue_state(graph, None).pending == 0
    page = list_events(graph, repairs.GARAGE, EventFilter(), 0, 200)
    assert page.events[-1]["position"] == log_position(graph)


def test_timings_are_kept_of_every_query_in_a_managed_transaction(
    graph: Graph, embedder: Embedder, recorder: Recorder, tmp_path: Path
) -> None:
    graph.timings = QueryTimings()
    load(graph, small_pack(tmp_path), embedder)
    timed = {str(row["query"]): row["count"] for row in graph.timings.snapshot()}
    assert set(timed) == recorder.names()
    assert timed["seed/merge_graph_version"] == 1


def test_a_query_that_did_not_run_is_not_recorded(
    graph: Graph, embedder: Embedder, recorder: Recorder
) -> None:
    readiness(graph, embedder)
    assert recorder.names() == {"admin/find_graph_version", "migration/list_applied_migrations"}


def _work_on_a_ticket(client: TestClient) -> None:
    """Make a ticket with a key and a customer, record an action, use a part, and look for both."""
    efi = "/api/efi"
    body = {"title": "one", "key": "t1", "vehicle_number": "XY-987-ZA"}
    ticket_id = client.post(f"{efi}/tickets", json=body).json()["ticket"]["ticket_id"]
    checks = {"attempted_diagnostics": [{"hypothesis": "two", "fault_id": "fault.beta"}]}
    action = {"ticket_id": ticket_id, "key": "a1", **checks}
    part = {"ticket_id": ticket_id, "key": "p1", "part_name": "three"}
    action_id = client.post(f"{efi}/technician-actions", json=action).json()["action"]["action_id"]
    usage_id = client.post(f"{efi}/part-usage", json=part).json()["usage"]["usage_id"]
    assert client.post(f"{efi}/part-usage/{usage_id}/use", json={}).status_code == 200
    for place in (
        f"tickets/{ticket_id}",
        "tickets",
        f"technician-actions/{action_id}",
        "technician-actions",
        f"technician-actions?ticket_id={ticket_id}",
        "part-usage",
        f"part-usage?ticket_id={ticket_id}",
        "review-queue",
    ):
        assert client.get(f"{efi}/{place}").status_code == 200


def _match_cards(graph: Graph, embedder: Embedder) -> None:
    """Match a complaint and a ticket with a card in every way, and index the card again."""
    add_cards(graph, embedder, TestCard("fc_1", "One fails", "one", ("P0171",)))
    add_ticket(graph, "tkt_1", title="one", error_codes_reported=["P0171"])
    rows(graph, "MATCH (c:FailureCard) SET c.keywords = []")
    assert reindex_cards(graph, embedder).written >= 1
    reader = Reader(graph, embedder)
    for asked in (
        MatchRequest("one", ("P0171",), signature_hash="0" * 64, all_stages=True),
        MatchRequest("one", include_pending=True),
    ):
        assert match_cards(graph, reader, asked).matches
    now = "2026-01-01T00:00:00.000+00:00"
    ticket = match_ticket_module.ticket_to_match(graph, "tkt_1", None)
    error = NotReadyError("not yet")
    graph.write_unit(lambda tx: match_ticket_module.keep_error(tx, ticket.id, error, now))
    assert match_ticket_module.match_ticket(graph, reader, "tkt_1", None, now).matches


def _write_cards(client: TestClient) -> None:
    """Write a card, find it in three ways, and take a step of its life."""
    cards = "/api/efi/failure-cards"
    body: dict[str, Any] = {
        "title": {"en": "Alpha", "fr": "Alpha"},
        "subsystem_category": "engine",
        "symptoms": ["symptom.one"],
        "error_codes": ["P0171"],
        "fault_id": "fault.beta",
        "resolution_steps": [{"text": {"en": "replace"}}],
        "diagnostic_tree": {"nodes": [{"node_id": "n1", "leads_to_root_cause": "fault.beta"}]},
    }
    made = client.post(cards, json=body)
    assert made.status_code == 201, made.text
    place = f"{cards}/{made.json()['card']['failure_id']}"
    for path in (place, f"{place}/similar", f"{place}/history", cards, f"{cards}?q=alpha"):
        assert client.get(path).status_code == 200
    assert client.post(f"{place}/submit", json={"version": 1}).status_code == 200
