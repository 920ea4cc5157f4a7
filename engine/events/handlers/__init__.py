"""What handles which event; a type that is not here needs nothing done and is processed at once.

``match.requested`` and ``match.failed`` tell of a match that is made elsewhere; ``card.rated`` of a
rating that is kept with its action.
"""

from collections.abc import Mapping

from engine.events.handler import Handler
from engine.events.handlers import cards, discovery, matching, outcome
from graph.vocabulary_records import EventType

HANDLERS: Mapping[EventType, Handler] = {
    EventType.TICKET_CREATED: matching.CREATED,
    EventType.TICKET_IN_PROGRESS: outcome.OUTCOME,
    EventType.TICKET_RESOLVED: outcome.OUTCOME,
    EventType.TICKET_CLOSED: outcome.OUTCOME,
    EventType.ACTION_COMPLETED: discovery.COMPLETED,
    EventType.NEW_FAILURE_DISCOVERED: discovery.DISCOVERED,
    EventType.CARD_CREATED: cards.CREATED,
    EventType.CARD_USED: cards.USED,
    EventType.CARD_APPROVED: cards.APPROVED,
}
