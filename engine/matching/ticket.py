"""Match a ticket with cards and store what is suggested: one transaction, events last (EFI 4.2).

The parts are separate, so that a worker can match outside its transaction and write the
suggestions inside it: ``ticket_to_match``, ``match_cards``, ``suggest``, ``match_events``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cypher.library import query
from cypher.rows import matching as rows
from engine.events.appending import NewEvent, append_events
from engine.matching.match import CardMatch, MatchAnswer, MatchRequest, match_cards
from engine.reading import Reader
from engine.tickets.holding import unknown_ticket
from graph.errors import FaultgraphError
from graph.relationships import check_relationship
from graph.session import Graph, Transaction
from graph.vocabulary import Label, RelationshipType
from graph.vocabulary_records import EventType

FIND_TICKET_TO_MATCH = query("matching/find_ticket_to_match", rows.FindTicketToMatchRow)
LINK_SUGGESTIONS = query("matching/link_suggestions", rows.LinkSuggestionsRow)
MERGE_MATCH_ERROR = query("matching/merge_match_error", rows.MergeMatchErrorRow)
#: Cards that are suggested for a ticket.
SUGGESTED = 5
_DIGITS = 6


@dataclass(frozen=True)
class TicketToMatch:
    """A ticket as matching asks for it.

    Attributes:
        garage_id: whose ticket it is.
        request: what it says.
    """

    id: str
    garage_id: str
    request: MatchRequest


def match_ticket(
    graph: Graph, reader: Reader | None, ticket_id: str, scope: str | None, now: str
) -> MatchAnswer:
    """Match a ticket and store the suggestions with their events.

    When matching fails, the reason is kept on the ticket with an event, and the error is raised.

    Args:
        graph: with tickets and cards.
        reader: see ``match_cards``.
        ticket_id: of the ticket.
        scope: garage whose tickets may be matched; None for those of all.
        now: time of the match, ISO 8601.

    Raises:
        NotFoundError: there is no such ticket in the scope.
    """
    ticket = ticket_to_match(graph, ticket_id, scope)
    try:
        answer = match_cards(graph, reader, ticket.request)
    except FaultgraphError as error:
        _keep_failure(graph, ticket, error, now)
        raise

    def write(tx: Transaction) -> None:
        suggest(tx, ticket.id, answer.matches, now)
        append_events(tx, match_events(ticket, answer), now)

    graph.write_unit(write)
    return answer


def ticket_to_match(graph: Graph, ticket_id: str, scope: str | None) -> TicketToMatch:
    """Return what a ticket says; one of another garage is not there.

    Raises:
        NotFoundError: there is no such ticket in the scope.
    """
    found = graph.read(FIND_TICKET_TO_MATCH, id=ticket_id, garage_id=scope)
    if not found:
        raise unknown_ticket(ticket_id)
    ticket = found[0].ticket
    said = (ticket["title"], ticket["description"], ticket["category"])
    request = MatchRequest(
        symptom_text=". ".join(part.strip() for part in said if part and part.strip()),
        error_codes=tuple(ticket["error_codes_reported"] or ()),
        vehicle_make=ticket["vehicle_make"],
        vehicle_model=ticket["vehicle_model"],
        limit=SUGGESTED,
    )
    return TicketToMatch(ticket["id"], ticket["garage_id"], request)


def suggest(tx: Transaction, ticket_id: str, matches: Sequence[CardMatch], now: str) -> int:
    """Store matches as the ticket's suggestions in place of the former; return how many.

    Args:
        tx: a transaction that may write more; events are appended after this.
        ticket_id: of the ticket.
        matches: the best first.
        now: time of the match, ISO 8601.
    """
    suggestions = [
        {
            "card_id": match.failure_id,
            "properties": check_relationship(
                RelationshipType.SUGGESTED, {"score": match.score.total, "rank": place}
            ),
        }
        for place, match in enumerate(matches, start=1)
    ]
    found = tx.run(LINK_SUGGESTIONS, id=ticket_id, suggestions=suggestions, now=now)
    return found[0].suggested if found else 0


def match_events(ticket: TicketToMatch, answer: MatchAnswer) -> list[NewEvent]:
    """Return what a match is told by: it was asked for, and it was done."""
    scores = [round(match.score.total, _DIGITS) for match in answer.matches]
    done = {
        "failure_ids": [match.failure_id for match in answer.matches],
        "scores": scores,
        "best_score": max(scores, default=0.0),
        "is_fast": answer.is_fast,
        "degraded": answer.degraded.value if answer.degraded else None,
    }
    return [
        _event(EventType.MATCH_REQUESTED, ticket, {"limit": ticket.request.limit}),
        _event(EventType.MATCH_COMPLETED, ticket, done),
    ]


def failure_event(ticket: TicketToMatch, error: FaultgraphError) -> NewEvent:
    """Return what a match that failed is told by; the reason is on the ticket."""
    return _event(EventType.MATCH_FAILED, ticket, {"code": error.code})


def keep_error(tx: Transaction, ticket_id: str, error: FaultgraphError, now: str) -> None:
    """Keep on the ticket why it could not be matched."""
    tx.run(MERGE_MATCH_ERROR, id=ticket_id, error=f"{error.code}: {error.message}"[:500], now=now)


def _keep_failure(graph: Graph, ticket: TicketToMatch, error: FaultgraphError, now: str) -> None:
    def write(tx: Transaction) -> None:
        keep_error(tx, ticket.id, error, now)
        asked = _event(EventType.MATCH_REQUESTED, ticket, {"limit": ticket.request.limit})
        append_events(tx, [asked, failure_event(ticket, error)], now)

    try:
        graph.write_unit(write)
    except FaultgraphError as lost:  # the database is gone: the first error tells of it
        raise error from lost


def _event(kind: EventType, ticket: TicketToMatch, data: dict[str, object]) -> NewEvent:
    return NewEvent(kind, Label.TICKET, ticket.id, ticket.garage_id, data)
