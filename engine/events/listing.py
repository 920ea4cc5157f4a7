"""Read the log and what waits in it; let an event be tried again (E5)."""

from dataclasses import asdict, dataclass
from typing import Any

from cypher.library import query
from cypher.rows import event as rows
from graph.errors import ConflictError, NotFoundError
from graph.session import Graph

LIST_EVENTS = query("event/list_events", rows.ListEventsRow)
COUNT_EVENTS = query("event/count_events", rows.CountEventsRow)
MERGE_RETRY = query("event/merge_retry", rows.MergeRetryRow)
FIND_LOG_POSITION = query("event/find_log_position", rows.FindLogPositionRow)
_SHOWN = 80


@dataclass(frozen=True)
class EventFilter:
    """Which events to list; each one given must hold."""

    event_type: str | None = None
    status: str | None = None
    aggregate_type: str | None = None
    aggregate_id: str | None = None


@dataclass(frozen=True)
class EventPage:
    """One page of events in the order of their positions.

    Attributes:
        next_position: to read on after; None: there are no more now.
    """

    graph_version: int
    events: tuple[dict[str, Any], ...]
    next_position: int | None


def list_events(
    graph: Graph, garage_id: str | None, wanted: EventFilter, after: int, limit: int
) -> EventPage:
    """Return up to ``limit`` events after a position; ``garage_id`` None: of all garages."""
    row = graph.read(
        LIST_EVENTS, garage_id=garage_id, after=after, limit=limit + 1, **asdict(wanted)
    )[0]
    shown = tuple(row.events[:limit])
    more = len(row.events) > limit
    return EventPage(row.graph_version, shown, shown[-1]["position"] if more else None)


def queue_state(graph: Graph, garage_id: str | None) -> rows.CountEventsRow:
    """Return what waits, and how long the oldest one has waited."""
    return graph.read(COUNT_EVENTS, garage_id=garage_id)[0]


def log_position(graph: Graph) -> int:
    """Return the position of the last event; 0 when there is none."""
    return graph.read(FIND_LOG_POSITION)[0].position


def retry_event(graph: Graph, garage_id: str | None, event_id: str) -> dict[str, Any]:
    """Let a dead event, or one that waits for its next attempt, be tried again now.

    Raises:
        NotFoundError: there is no such event, or it is another garage's.
        ConflictError: it is done, or being handled.
    """
    shown = event_id[:_SHOWN]
    found = graph.write(MERGE_RETRY, id=event_id, garage_id=garage_id)
    if not found:
        raise NotFoundError(
            f"there is no event {shown!r}",
            field="event_id",
            fix="list those there are with `GET /api/efi/events`",
            key="event.unknown",
            values={"id": shown},
        )
    if not found[0].retried:
        status = found[0].event["status"]
        raise ConflictError(
            f"the event is {status}: there is nothing to try again",
            field="event_id",
            fix="only events that died or wait for their next attempt are tried again",
            key="event.not_waiting",
            values={"status": status},
        )
    return found[0].event
