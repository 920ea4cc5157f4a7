"""Workflow 1: a ticket is created; cards are matched and suggested on it (E2, E4b)."""

from dataclasses import dataclass, replace
from typing import Any

from engine.events.appending import NewEvent, append_events, consequence_id
from engine.events.claiming import ClaimedEvent
from engine.events.handler import Handler, Work
from engine.events.services import Services
from engine.matching.match import MatchAnswer, match_cards
from engine.matching.ticket import (
    MERGE_MATCH_ERROR,
    TicketToMatch,
    match_events,
    suggest,
    ticket_to_match,
)
from graph.session import Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import EventType


@dataclass(frozen=True)
class Matched:
    """A ticket and the cards that match it."""

    ticket: TicketToMatch
    answer: MatchAnswer


def _prepare(services: Services, event: ClaimedEvent) -> Matched:
    ticket = ticket_to_match(services.graph, event.aggregate_id, None)
    return Matched(ticket, match_cards(services.graph, services.reader, ticket.request))


def _apply(tx: Transaction, work: Work, matched: Matched) -> dict[str, Any]:
    suggested = suggest(tx, matched.ticket.id, matched.answer.matches, work.now)
    told = [_consequence(work, event) for event in match_events(matched.ticket, matched.answer)]
    append_events(tx, told, work.now)
    degraded = matched.answer.degraded
    return {"matches_found": suggested, "degraded": degraded.value if degraded else None}


def _failed(tx: Transaction, work: Work, error: str) -> None:
    """Keep on the ticket why it could not be matched, and tell it; the match is tried again."""
    event = work.event
    tx.run(MERGE_MATCH_ERROR, id=event.aggregate_id, error=error, now=work.now)
    data = {"ticket_id": event.aggregate_id, "error": error, "attempt": event.attempts}
    told = NewEvent(EventType.MATCH_FAILED, Label.TICKET, event.aggregate_id, event.garage_id, data)
    append_events(tx, [told], work.now)


def _consequence(work: Work, event: NewEvent) -> NewEvent:
    return replace(event, id=consequence_id(work.event.id, event.event_type))


CREATED = Handler(apply=_apply, prepare=_prepare, failed=_failed)
