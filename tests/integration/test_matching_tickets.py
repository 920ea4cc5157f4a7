"""A ticket is matched, its suggestions are stored with their events; cards are indexed again."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from engine.cards.reindexing import reindex_cards
from engine.matching import ticket as ticket_module
from engine.matching.ticket import match_ticket
from engine.reading import Reader
from graph.embedder import Embedder
from graph.errors import DatabaseError, NotFoundError
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows
from tests.builders.matching_cards import TestCard, add_cards, add_ticket, remove_cards

LEAK = TestCard(
    "fc_leak", "Intake air leak", "whistles on acceleration", ("P0171", "P0174"),
    properties={"subsystem_category": "fuel_air"},
)  # fmt: skip
COIL = TestCard(
    "fc_coil", "Ignition coil broken", "misfire under load", ("P0301",),
    properties={"subsystem_category": "ignition"},
)  # fmt: skip
NOW, LATER = "2026-01-02T03:04:05.000+00:00", "2026-01-02T04:00:00.000+00:00"
SUGGESTIONS = """\
MATCH (t:Ticket {id: 'tkt_1'})
OPTIONAL MATCH (t)-[s:SUGGESTED]->(c:FailureCard)
WITH t, s, c ORDER BY s.rank
RETURN t.suggested_failure_cards AS listed, t.ai_match_performed AS done,
       toString(t.ai_match_timestamp) AS at, t.ai_match_error AS error,
       collect([c.id, s.rank, s.score]) AS linked"""
EVENTS = """\
MATCH (e:Event)-[:ABOUT]->(t:Ticket {id: 'tkt_1'})
RETURN e.event_type AS kind, e.data AS data, e.garage_id AS garage ORDER BY e.position"""


@pytest.fixture
def cards(writable_knowledge: Graph, embedder: Embedder) -> Iterator[Graph]:
    remove_cards(writable_knowledge)
    add_cards(writable_knowledge, embedder, LEAK, COIL)
    add_ticket(
        writable_knowledge,
        "tkt_1",
        title="Siffle à l'accélération",
        description="ralenti instable",
        error_codes_reported=["P0171"],
        vehicle_make="Renault",
        vehicle_model="Clio IV",
        locale="fr",
    )
    yield writable_knowledge
    remove_cards(writable_knowledge)


@pytest.fixture
def reader(cards: Graph, embedder: Embedder) -> Reader:
    return Reader(cards, embedder)


def stored(graph: Graph) -> dict[str, Any]:
    return rows(graph, SUGGESTIONS)[0]


def events(graph: Graph) -> list[tuple[str, dict[str, Any]]]:
    return [(str(row["kind"]), json.loads(str(row["data"]))) for row in rows(graph, EVENTS)]


def test_suggestions_and_events_are_stored_together(cards: Graph, reader: Reader) -> None:
    answer = match_ticket(cards, reader, "tkt_1", "garage_test", NOW)
    found = stored(cards)
    assert found["listed"][0] == "fc_leak"
    assert (found["done"], found["error"]) == (True, None)
    assert str(found["at"]).startswith("2026-01-02T03:04:05")
    assert found["linked"] == [
        [match.failure_id, place, match.score.total]
        for place, match in enumerate(answer.matches, start=1)
    ]
    (first, asked), (second, done) = events(cards)
    assert (first, second) == ("match.requested", "match.completed")
    assert asked == {"limit": 5}
    assert done["failure_ids"] == found["listed"]
    assert done["best_score"] == pytest.approx(answer.matches[0].score.total, abs=1e-6)
    assert "siffle" not in json.dumps(done).lower()


def test_matching_again_replaces_the_suggestions(
    cards: Graph, reader: Reader, embedder: Embedder
) -> None:
    match_ticket(cards, reader, "tkt_1", None, NOW)
    rows(cards, "MATCH (c:FailureCard {id: 'fc_leak'}) SET c.status = 'deprecated'")
    better = TestCard("fc_better", "Intake air leak", "siffle", ("P0171",))
    add_cards(cards, embedder, better)
    match_ticket(cards, reader, "tkt_1", None, LATER)
    found = stored(cards)
    assert found["listed"][0] == "fc_better"
    assert "fc_leak" not in found["listed"]
    assert [link[0] for link in found["linked"]] == found["listed"]
    assert len(events(cards)) == 4


def test_a_ticket_of_another_garage_is_not_found_and_nothing_is_written(
    cards: Graph, reader: Reader
) -> None:
    for ticket_id, scope in (("tkt_1", "garage_other"), ("tkt_2", None)):
        with pytest.raises(NotFoundError):
            match_ticket(cards, reader, ticket_id, scope, NOW)
    assert events(cards) == []
    assert stored(cards)["done"] is False


def test_a_match_that_fails_keeps_its_reason_on_the_ticket(
    cards: Graph, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise DatabaseError("the index is broken")

    monkeypatch.setattr(ticket_module, "match_cards", broken)
    with pytest.raises(DatabaseError):
        match_ticket(cards, reader, "tkt_1", "garage_test", NOW)
    found = stored(cards)
    assert (found["done"], found["error"]) == (False, "database_error: the index is broken")
    assert [kind for kind, _ in events(cards)] == ["match.requested", "match.failed"]
    monkeypatch.undo()
    match_ticket(cards, reader, "tkt_1", "garage_test", LATER)
    assert stored(cards)["error"] is None


@pytest.mark.parametrize(("locale", "text"), [("fr", "codes en commun"), ("en", "codes in common")])
def test_a_ticket_is_matched_over_http(
    cards: Graph, embedder: Embedder, locale: str, text: str
) -> None:
    app = create_app(Settings(garage_id="garage_test"), cards, embedder)
    with TestClient(app) as client:
        answer = client.post(f"/api/efi/match-ticket/tkt_1?locale={locale}")
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["ticket_id"] == "tkt_1"
        assert body["matches"][0]["failure_id"] == "fc_leak"
        assert text in body["matches"][0]["explanation"][0]["text"]
        gone = client.post(f"/api/efi/match-ticket/tkt_0?locale={locale}")
        assert gone.status_code == 404


def test_indexing_again_writes_only_what_differs(cards: Graph, embedder: Embedder) -> None:
    assert reindex_cards(cards, embedder).cards == 2
    assert reindex_cards(cards, embedder).written == 0
    rows(cards, "MATCH (c:FailureCard {id: 'fc_coil'}) SET c.keywords = ['x'], c.embedding = null")
    assert reindex_cards(cards, embedder, only_missing=True).cards == 1
    assert reindex_cards(cards, embedder).written == 0
    found = rows(cards, "MATCH (c:FailureCard {id: 'fc_coil'}) RETURN c.keywords AS k, c.version")
    assert "x" not in str(found[0]["k"]).split()
    rows(cards, "MATCH (c:FailureCard {id: 'fc_coil'}) SET c.title_en = 'Spark plug worn'")
    assert reindex_cards(cards, None).written == 1
    assert reindex_cards(cards, embedder).written == 1
    assert reindex_cards(cards, embedder).written == 0
