"""Workflows 1 and 2 and what follows from a card's life, on a real Neo4j (E2, E3, E4b)."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from engine.drafting.discovery import Discovery, DraftStep, InBoth, WrittenDraft
from engine.events.appending import NewEvent
from engine.events.handlers.discovery import draft_id
from engine.events.processing import process_next
from engine.events.services import QueueRules, Services
from engine.matching.match import match_cards
from engine.notifying.notifier import Notification
from engine.principal import Principal
from engine.reading import Reader
from graph.embedder import Embedder
from graph.errors import DatabaseError
from graph.session import Graph
from graph.vocabulary import Label
from graph.vocabulary_records import CardAction, CardStatus, EventType, Role
from tests.builders import repairs
from tests.builders.database import rows


class _Told:
    """Keeps what people are told."""

    def __init__(self) -> None:
        self.all: list[Notification] = []
        self.fails = False

    def notify(self, notification: Notification) -> None:
        if self.fails:
            raise ConnectionError
        self.all.append(notification)


@pytest.fixture
def services(graph: Graph, embedder: Embedder) -> Services:
    repairs.knowledge(graph)
    rules = QueueRules(backoff_s=0.0)
    return Services(graph, Reader(graph, embedder), embedder, _Told(), rules)


def _run(services: Services) -> None:
    while not process_next(services, "wrk_a", limit=5).is_empty:
        pass


def _told(services: Services) -> _Told:
    assert isinstance(services.notifier, _Told)
    return services.notifier


def _types(graph: Graph) -> list[str]:
    return [kind for kind, _ in repairs.event_states(graph)]


def _ticket(graph: Graph, ticket_id: str = "tkt_one") -> dict[str, Any]:
    found = rows(graph, "MATCH (t:Ticket {id: $id}) RETURN properties(t) AS p", id=ticket_id)
    return found[0]["p"]  # type: ignore[return-value]


def _discover(graph: Graph, **given: Any) -> str:
    ticket_id = repairs.ticket(
        graph,
        title="Ne charge plus",
        description="s'arrête à 80 %",
        locale="fr",
        category="charging",
        error_codes_reported=["E401"],
        vehicle_make="Ather",
        vehicle_model="450X",
    )
    action_id = repairs.action(
        graph,
        ticket_id,
        technician_id="usr_tom",
        new_failure_discovered=True,
        new_failure_description="Relais du chargeur collé",
        new_failure_root_cause="contact soudé",
        new_failure_resolution="remplacer le relais",
        observations=["relais chaud", "x" * 600],
        **given,
    )
    event = NewEvent(
        EventType.NEW_FAILURE_DISCOVERED, Label.TECHNICIAN_ACTION, action_id, repairs.GARAGE
    )
    repairs.append(graph, event)
    return action_id


def test_a_created_ticket_gets_suggestions(services: Services) -> None:
    graph = services.graph
    repairs.card(graph, error_codes=["E401"])
    repairs.ticket(graph, error_codes_reported=["E401"])
    _run(services)
    ticket = _ticket(graph)
    assert ticket["suggested_failure_cards"] == ["fc_one"]
    assert ticket["ai_match_performed"]
    assert _types(graph) == ["ticket.created", "match.requested", "match.completed"]
    assert {status for _, status in repairs.event_states(graph)} == {"processed"}


def test_a_match_that_fails_keeps_its_reason_and_is_made_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.events.handlers import matching

    graph = services.graph
    repairs.card(graph, error_codes=["E401"])
    repairs.ticket(graph, error_codes_reported=["E401"])
    original = match_cards

    def fail(*_: Any) -> Any:
        raise DatabaseError("Jane Doe", details={"neo4j_code": "Neo.X"})

    monkeypatch.setattr(matching, "match_cards", fail)
    process_next(services, "wrk_a")
    assert _ticket(graph)["ai_match_error"] == "DatabaseError: database_error: Neo.X"
    assert _types(graph) == ["ticket.created", "match.failed"]
    monkeypatch.setattr(matching, "match_cards", original)
    _run(services)
    assert _ticket(graph)["suggested_failure_cards"] == ["fc_one"]
    assert "ai_match_error" not in _ticket(graph)


def test_a_discovery_makes_one_draft_and_experts_are_told(services: Services) -> None:
    graph = services.graph
    action_id = _discover(graph)
    _run(services)
    cards = rows(graph, "MATCH (c:FailureCard) RETURN properties(c) AS p")
    assert len(cards) == 1
    draft: Any = cards[0]["p"]
    assert draft["id"] == draft_id(action_id)
    assert (draft["status"], draft["confidence_score"], draft["confidence_level"]) == (
        "draft",
        0.3,
        "low",
    )
    assert draft["title_fr"] == "[DRAFT] Relais du chargeur collé"
    assert len(draft["description_fr"]) == 500
    assert draft["description_fr"].startswith("relais chaud; xxx")
    assert (draft["root_cause_fr"], draft["subsystem_category"]) == ("contact soudé", "charger")
    assert draft["resolution_steps_fr"] == ["remplacer le relais"]
    assert (draft["error_codes"], draft["vehicle_makes"]) == (["E401"], ["Ather"])
    assert (draft["source_type"], draft["source_ticket_id"]) == ("field_discovery", "tkt_one")
    assert (draft["source_garage_id"], draft["created_by"]) == (repairs.GARAGE, "usr_tom")
    assert draft["first_detected_at"].iso_format().startswith("2026-03-01T08:00")
    assert draft["keywords"]
    assert _types(graph).count("card.created") == 1
    told = _told(services).all
    assert [(each.kind, each.subject_id) for each in told] == [("card_draft", draft["id"])]
    created = rows(graph, "MATCH (e:Event {event_type: 'card.created'}) RETURN e.id AS id")
    assert told[0].delivery_id == created[0]["id"]


class _Writer:
    """A language model for tests: counts how often it is asked, and may fail."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.asked: list[Discovery] = []
        self._failure = failure

    def write(self, found: Discovery) -> WrittenDraft:
        self.asked.append(found)
        if self._failure is not None:
            raise self._failure
        return WrittenDraft(
            InBoth("Relais soudé", "Welded relay"),
            InBoth("Le relais reste fermé.", "The relay stays closed."),
            InBoth("contact soudé", "welded contact"),
            steps=(DraftStep(InBoth("Remplacer", "Replace it"), 25),),
            ai_generated=True,
            model="tiny",
        )


def _draft(graph: Graph) -> dict[str, Any]:
    found = rows(graph, "MATCH (c:FailureCard) RETURN properties(c) AS p")
    assert len(found) == 1
    return found[0]["p"]  # type: ignore[return-value]


def test_a_model_gives_a_draft_its_words_and_is_asked_once(services: Services) -> None:
    writer = _Writer()
    with_model = replace(services, writer=writer)
    action_id = _discover(services.graph)
    event = NewEvent(
        EventType.NEW_FAILURE_DISCOVERED,
        Label.TECHNICIAN_ACTION,
        action_id,
        repairs.GARAGE,
        {"again": True},
    )
    _run(with_model)
    repairs.append(services.graph, event)
    _run(with_model)
    draft = _draft(services.graph)
    assert (draft["title_fr"], draft["title_en"]) == (
        "[DRAFT] Relais soudé",
        "[DRAFT] Welded relay",
    )
    assert draft["description_en"] == "The relay stays closed."
    assert draft["root_cause_en"] == "welded contact"
    assert (draft["resolution_steps_en"], draft["resolution_step_minutes"]) == (
        ["Replace it"],
        [25],
    )
    assert (draft["status"], draft["confidence_score"]) == ("draft", 0.3)
    assert draft["source_kind"] == "ai_generated"
    assert draft["error_codes"] == ["E401"]
    (found,) = writer.asked
    assert (found.description, found.vehicle) == ("Relais du chargeur collé", "Ather 450X")
    assert "80 %" not in str(found), "what the customer said"


def test_a_model_that_fails_leaves_the_template_and_the_event_is_handled(
    services: Services,
) -> None:
    writer = _Writer(ConnectionError("gone"))
    _discover(services.graph)
    _run(replace(services, writer=writer))
    draft = _draft(services.graph)
    assert len(writer.asked) == 1
    assert draft["title_fr"] == "[DRAFT] Relais du chargeur collé"
    assert draft["source_kind"] == "garage_feedback"
    assert {status for _, status in repairs.event_states(services.graph)} == {"processed"}


def test_a_draft_that_was_edited_is_not_written_again(services: Services) -> None:
    graph = services.graph
    action_id = _discover(graph)
    process_next(services, "wrk_a", limit=9)
    rows(graph, "MATCH (c:FailureCard) SET c.title_fr = 'Relais'")
    _run(services)
    assert repairs.card_state(graph, draft_id(action_id))["title_fr"] == "Relais"


def test_experts_are_told_again_when_nobody_heard(services: Services) -> None:
    _discover(services.graph)
    _told(services).fails = True
    for _ in range(4):
        process_next(services, "wrk_a", limit=9)
    assert not _told(services).all
    _told(services).fails = False
    _run(services)
    assert len(_told(services).all) == 1


def test_nobody_is_told_of_a_card_that_an_author_made(services: Services) -> None:
    repairs.card(services.graph, status="draft")
    event = NewEvent(EventType.CARD_CREATED, Label.FAILURE_CARD, "fc_one", repairs.GARAGE)
    repairs.append(services.graph, event)
    _run(services)
    assert not _told(services).all


def test_an_action_without_a_discovery_makes_no_draft(services: Services) -> None:
    graph = services.graph
    repairs.action(graph, repairs.ticket(graph))
    _run(services)
    assert rows(graph, "MATCH (c:FailureCard) RETURN c.id") == []


def test_an_action_that_is_told_after_the_ticket_was_resolved_still_counts(
    services: Services,
) -> None:
    graph = services.graph
    repairs.card(graph)
    ticket_id = repairs.ticket(graph)
    repairs.resolve(graph, ticket_id)
    _run(services)
    action_id = repairs.action(graph, ticket_id, failure_card_used="fc_one")
    event = NewEvent(
        EventType.ACTION_COMPLETED,
        Label.TECHNICIAN_ACTION,
        action_id,
        repairs.GARAGE,
        {"ticket_id": ticket_id},
    )
    repairs.append(graph, event)
    _run(services)
    assert repairs.card_state(graph)["success_count"] == 1


def test_an_expert_approves_a_draft_and_the_next_ticket_is_offered_it(services: Services) -> None:
    from engine.cards.changing import Changing
    from engine.cards.transitions import move_card

    graph = services.graph
    card_id = draft_id(_discover(graph))
    _run(services)
    tom = Principal("usr_tom", "Tom", Role.TECHNICIAN, repairs.GARAGE)
    eve = Principal("usr_eve", "Eve", Role.EXPERT, repairs.GARAGE)
    for who, version, step in ((tom, 1, CardAction.SUBMIT), (eve, 2, CardAction.APPROVE)):
        changing = Changing(who, version, repairs.NOW)
        graph.write_unit(partial(move_card, card_id=card_id, action=step, changing=changing))
    rows(graph, "MATCH (c:FailureCard) SET c.keywords = null")
    _run(services)
    card = repairs.card_state(graph, card_id)
    assert (card["status"], card["synced_to_network"]) == (CardStatus.APPROVED.value, False)
    assert card["keywords"]
    assert _types(graph).count("sync.requested") == 1
    repairs.ticket(graph, "tkt_two", error_codes_reported=["E401"])
    _run(services)
    assert _ticket(graph, "tkt_two")["suggested_failure_cards"] == [card_id]


def test_a_used_card_keeps_when(services: Services) -> None:
    graph = services.graph
    repairs.card(graph)
    used = NewEvent(EventType.CARD_USED, Label.FAILURE_CARD, "fc_one", repairs.GARAGE)
    repairs.append(graph, used)
    _run(services)
    assert repairs.card_state(graph)["last_used_at"].iso_format().startswith("2026-03-01T08:00")


def test_without_an_embedder_matching_says_that_it_is_degraded(services: Services) -> None:
    graph = services.graph
    repairs.ticket(graph)
    _run(replace(services, reader=None, embedder=None))
    result = rows(graph, "MATCH (e:Event {event_type: 'ticket.created'}) RETURN e.result AS r")
    assert result == [{"r": '{"degraded": "no_embedder", "matches_found": 0}'}]
