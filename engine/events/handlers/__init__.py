"""What handles which event; a type that is not here needs nothing done and is processed at once."""

from collections.abc import Mapping

from engine.events.handler import Handler
from engine.events.handlers.outcome import OUTCOME
from graph.vocabulary_records import EventType

HANDLERS: Mapping[EventType, Handler] = {
    EventType.TICKET_IN_PROGRESS: OUTCOME,
    EventType.TICKET_RESOLVED: OUTCOME,
    EventType.TICKET_CLOSED: OUTCOME,
}
