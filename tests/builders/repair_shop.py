"""A busy garage: tickets that are created, worked on, resolved, reopened; and what came of them."""

import random
from dataclasses import dataclass
from typing import Any

from engine.events.appending import NewEvent
from graph.session import Graph
from graph.vocabulary import Label
from graph.vocabulary_records import EventType
from tests.builders import repairs
from tests.builders.database import rows

CARDS = 8


@dataclass(frozen=True)
class Shop:
    """How many tickets there are, drawn from a seed."""

    tickets: int
    seed: int = 6

    def draw(self, number: int) -> random.Random:
        """Return the dice of one ticket."""
        return random.Random(f"{self.seed}-{number}")  # noqa: S311 - repeatable

    def ids(self) -> list[str]:
        """Return the ids of the tickets."""
        return [f"tkt_{number:04}" for number in range(self.tickets)]


def open_shop(graph: Graph) -> None:
    """Write the knowledge: cards with codes, each for a fault of its own."""
    repairs.knowledge(graph)
    for number in range(CARDS):
        repairs.card(
            graph, f"fc_{number}", fault_id=f"fault.f{number}", error_codes=[f"E4{number:02}"]
        )


def receive_and_repair(graph: Graph, shop: Shop) -> None:
    """Create, work on and resolve every ticket; one in eight discovers a failure."""
    for number, ticket_id in enumerate(shop.ids()):
        dice = shop.draw(number)
        card = number % CARDS
        repairs.ticket(
            graph, ticket_id, status="in_progress", error_codes_reported=[f"E4{card:02}"]
        )
        discovers = dice.random() < 1 / 8
        action_id = repairs.action(
            graph,
            ticket_id,
            f"act_{number:04}",
            failure_card_used=f"fc_{card}",
            resolution_outcome="success" if dice.random() < 0.7 else "failed",
            new_failure_discovered=discovers,
            new_failure_description="Something new" if discovers else None,
        )
        if discovers:
            found = EventType.NEW_FAILURE_DISCOVERED
            data = {"ticket_id": ticket_id, "action_id": action_id}
            event = NewEvent(found, Label.TECHNICIAN_ACTION, action_id, repairs.GARAGE, data)
            repairs.append(graph, event)
        repairs.resolve(graph, ticket_id, customer_satisfaction=dice.choice([None, 2, 4, 5]))


def reopen_some(graph: Graph, shop: Shop) -> None:
    """Take every fifth ticket up again."""
    for ticket_id in shop.ids()[::5]:
        repairs.change(graph, ticket_id, EventType.TICKET_IN_PROGRESS, status="in_progress")


def resolve_again(graph: Graph, shop: Shop) -> None:
    """Resolve what was taken up again, and close the others."""
    for number, ticket_id in enumerate(shop.ids()):
        if number % 5:
            repairs.change(graph, ticket_id, EventType.TICKET_CLOSED, status="closed")
        else:
            repairs.resolve(graph, ticket_id, customer_satisfaction=1)


STEPS = (receive_and_repair, reopen_some, resolve_again)


def deliver_again(graph: Graph, shop: Shop, share: float) -> int:
    """Let a drawn share of the events that are done be handled once more; return how many."""
    found = rows(
        graph, "MATCH (e:Event {status: 'processed'}) RETURN e.id AS id ORDER BY e.position"
    )
    dice = shop.draw(-1)
    chosen = [row["id"] for row in found if dice.random() < share]
    rows(graph, "UNWIND $ids AS id MATCH (e:Event {id: id}) SET e.status = 'pending'", ids=chosen)
    return len(chosen)


def what_came_of_it(graph: Graph) -> dict[str, Any]:
    """Return all that events did, without times and random ids."""
    return {
        "cards": rows(graph, _CARDS),
        "history": rows(graph, _HISTORY),
        "ledger": rows(graph, _LEDGER),
        "weights": rows(graph, _WEIGHTS),
        "tickets": rows(graph, _TICKETS),
        "events": rows(graph, _EVENTS),
        "version": rows(graph, "MATCH (v:GraphVersion) RETURN v.version AS v"),
        "revisions": rows(graph, "MATCH (r:Revision) RETURN count(r) AS n"),
    }


def broken_chains(graph: Graph) -> list[str]:
    """Return the cards whose history does not lead from one score to the next."""
    found = rows(graph, "MATCH (c:FailureCard) WHERE c.confidence_at IS NOT NULL RETURN c AS c")
    return [str(row["c"]["id"]) for row in found if not _leads_on(row["c"])]  # type: ignore[index]


def _leads_on(card: Any) -> bool:
    before, after = card["confidence_before"], card["confidence_after"]
    return bool(before[1:] == after[:-1] and after[-1] == card["confidence_score"])


_CARDS = """
MATCH (c:FailureCard)
RETURN c.id AS id, c.status AS status, c.usage_count AS used, c.success_count AS won,
       c.failure_count AS lost, c.confidence_score AS confidence, c.confidence_level AS level,
       c.effectiveness_score AS effectiveness, c.title_en AS title
ORDER BY id
"""
_HISTORY = """
MATCH (c:FailureCard)
UNWIND range(0, size(coalesce(c.confidence_reasons, [])) - 1) AS i
WITH c, c.confidence_ticket_ids[i] AS ticket, c.confidence_reasons[i] AS reason
RETURN c.id AS card, ticket, reason, count(*) AS n
ORDER BY card, ticket, reason
"""
_LEDGER = """
MATCH (e:LedgerEntry)
RETURN e.idempotency_key AS key, e.amount_alpha AS a, e.amount_beta AS b ORDER BY key
"""
_WEIGHTS = """
MATCH (:FailureCard)-[r:RESOLVES]->(:Fault)
RETURN r.relation_id AS id, r.alpha AS a, r.beta AS b, r.weight AS w, r.evidence_count AS n
ORDER BY id
"""
_TICKETS = """
MATCH (t:Ticket)
RETURN t.id AS id, t.suggested_failure_cards AS suggested, t.ai_match_performed AS matched,
       t.counted_card_id AS card, t.counted_success AS success, t.counted_change AS change,
       t.counted_number AS number
ORDER BY id
"""
_EVENTS = """
MATCH (e:Event)
RETURN e.event_type AS type, e.aggregate_id AS about, e.status AS status, count(*) AS n
ORDER BY type, about, status
"""
