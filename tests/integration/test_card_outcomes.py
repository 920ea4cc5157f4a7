"""Workflow 3 on a real Neo4j: counts, confidence, history, ledger and events of a card (E4, L4)."""

from typing import Any

import pytest

from engine.cards.counting import count_ticket
from engine.events.processing import process_next
from engine.events.services import Services
from graph.session import Graph
from graph.vocabulary_records import EventType
from tests.builders import repairs
from tests.builders.database import rows

COUNTS = (
    "usage_count",
    "success_count",
    "failure_count",
    "confidence_score",
    "effectiveness_score",
)


@pytest.fixture
def services(graph: Graph) -> Services:
    repairs.knowledge(graph)
    repairs.card(graph, fault_id="fault.cells")
    return Services(graph)


def _run(services: Services) -> None:
    while not process_next(services, "wrk_a", limit=5).is_empty:
        pass


def _figures(graph: Graph) -> tuple[Any, ...]:
    state = repairs.card_state(graph)
    return tuple(state.get(name) for name in COUNTS)


def _weight(graph: Graph) -> tuple[Any, ...]:
    found = rows(
        graph, "MATCH ()-[r:RESOLVES]->() RETURN r.alpha AS a, r.beta AS b, r.weight AS w"
    )[0]
    sums = rows(
        graph,
        "MATCH (e:LedgerEntry {relation_id: 'rel_fc_one'})"
        " RETURN sum(e.amount_alpha) AS a, sum(e.amount_beta) AS b",
    )[0]
    assert (found["a"], found["b"]) == (sums["a"], sums["b"])
    return tuple(found.values())


def _repair(graph: Graph, number: int, action: dict[str, Any], resolved: dict[str, Any]) -> str:
    ticket_id = repairs.ticket(graph, f"tkt_{number}")
    repairs.action(graph, ticket_id, f"act_{number}", failure_card_used="fc_one", **action)
    repairs.resolve(graph, ticket_id, **resolved)
    return ticket_id


def test_a_success_counts_for_the_card(services: Services) -> None:
    graph = services.graph
    ticket_id = _repair(graph, 1, {}, {"customer_satisfaction": 3})
    _run(services)
    assert _figures(graph) == (1, 1, 0, 0.51, 1.0)
    state = repairs.card_state(graph)
    assert state["confidence_level"] == "medium"
    assert state["confidence_before"] == [0.5]
    assert state["confidence_after"] == [0.51]
    assert (state["confidence_reasons"], state["confidence_ticket_ids"]) == (
        ["success"],
        [ticket_id],
    )
    assert state["last_used_at"].iso_format().startswith("2026-03-01T08:00")
    assert _weight(graph) == (4.0, 1.0, 0.8)
    told = [kind for kind, _ in repairs.event_states(graph)]
    assert told[-2:] == ["confidence.updated", "effectiveness.recalculated"]
    assert {status for _, status in repairs.event_states(graph)} == {"processed"}


@pytest.mark.parametrize(
    ("action", "resolved"),
    [
        ({"resolution_outcome": "partial"}, {}),
        ({"new_issue_found": True}, {}),
        ({}, {"revisit_required": True}),
        ({}, {"customer_satisfaction": 2}),
    ],
)
def test_what_is_no_success_counts_against_it(
    services: Services, action: dict[str, Any], resolved: dict[str, Any]
) -> None:
    _repair(services.graph, 1, action, resolved)
    _run(services)
    assert _figures(services.graph) == (1, 0, 1, 0.48, 0.01)
    assert _weight(services.graph) == (3.0, 2.0, 0.6)


def test_a_reopened_ticket_takes_its_count_back_and_counts_anew(services: Services) -> None:
    graph = services.graph
    ticket_id = _repair(graph, 1, {}, {})
    _run(services)
    repairs.change(graph, ticket_id, EventType.TICKET_IN_PROGRESS, status="in_progress")
    _run(services)
    assert _figures(graph) == (0, 0, 0, 0.5, 0.5)
    assert _weight(graph) == (3.0, 1.0, 0.75)
    repairs.resolve(graph, ticket_id, customer_satisfaction=1)
    _run(services)
    assert _figures(graph) == (1, 0, 1, 0.48, 0.01)
    assert repairs.card_state(graph)["confidence_reasons"] == ["success", "withdrawn", "failure"]
    assert _weight(graph) == (3.0, 2.0, 0.6)


def test_the_last_completed_action_that_used_a_card_speaks(services: Services) -> None:
    graph = services.graph
    repairs.card(graph, "fc_two")
    ticket_id = repairs.ticket(graph)
    repairs.action(
        graph, ticket_id, "act_1", failure_card_used="fc_two", resolution_outcome="failed"
    )
    repairs.action(graph, ticket_id, "act_2", failure_card_used="fc_one")
    repairs.action(graph, ticket_id, "act_3", resolution_outcome="failed")
    repairs.resolve(graph, ticket_id)
    _run(services)
    assert _figures(graph)[:3] == (1, 1, 0)
    assert repairs.card_state(graph, "fc_two").get("usage_count", 0) == 0


def test_nothing_is_counted_without_a_card(services: Services) -> None:
    graph = services.graph
    ticket_id = repairs.ticket(graph)
    repairs.action(graph, ticket_id)
    repairs.resolve(graph, ticket_id)
    _run(services)
    result = rows(graph, "MATCH (e:Event {event_type: 'ticket.resolved'}) RETURN e.result AS r")
    assert result == [{"r": '{"skipped": "no_card_used"}'}]


def test_applied_again_and_again_a_ticket_counts_once(services: Services) -> None:
    graph = services.graph
    ticket_id = _repair(graph, 1, {}, {})
    for _ in range(3):
        graph.write_unit(lambda tx: count_ticket(tx, ticket_id, repairs.NOW))
    _run(services)
    assert _figures(graph) == (1, 1, 0, 0.51, 1.0)
    assert len(repairs.card_state(graph)["confidence_reasons"]) == 1
    assert rows(graph, "MATCH (v:GraphVersion) RETURN v.version AS v") == [{"v": 2}]


def test_a_withdrawn_count_at_the_end_of_the_range_gives_back_what_it_took(
    services: Services,
) -> None:
    graph = services.graph
    rows(graph, "MATCH (c:FailureCard) SET c.confidence_score = 0.995")
    ticket_id = _repair(graph, 1, {}, {})
    _run(services)
    assert _figures(graph)[3] == 1.0
    repairs.change(graph, ticket_id, EventType.TICKET_IN_PROGRESS, status="in_progress")
    _run(services)
    assert _figures(graph)[3] == 0.995
