"""Events as the interfaces show them (spec/api.md)."""

import json
from typing import Any

from api.http.schemas.events import AggregateOutput, EventOutput, HandledOutput, QueueOutput
from cypher.rows.event import CountEventsRow
from engine.events.processing import Handled


def present_event(stored: dict[str, Any]) -> EventOutput:
    """Return an event of its properties."""
    return EventOutput(
        event_id=stored["id"],
        position=stored["position"],
        event_type=stored["event_type"],
        occurred_at=_text(stored["occurred_at"]),
        aggregate=AggregateOutput(type=stored["aggregate_type"], id=stored["aggregate_id"]),
        garage_id=stored.get("garage_id"),
        data=json.loads(stored.get("data") or "{}"),
        status=stored["status"],
        attempts=stored["attempts"],
        last_error=stored.get("last_error"),
        next_attempt_at=_text(stored.get("next_attempt_at")),
        processed_at=_text(stored.get("processed_at")),
        result=json.loads(stored["result"]) if stored.get("result") else None,
    )


def present_handled(handled: Handled) -> HandledOutput:
    """Return what became of one attempt."""
    return HandledOutput(
        event_id=handled.event.id,
        event_type=handled.event.event_type,
        status=handled.status,
        attempts=handled.event.attempts,
        result=dict(handled.result),
        error=handled.error,
    )


def present_queue(row: CountEventsRow) -> QueueOutput:
    """Return what waits."""
    return QueueOutput(
        pending=row.pending,
        claimed=row.claimed,
        dead=row.dead,
        oldest_pending_s=row.oldest_pending_s,
    )


def _text(moment: Any) -> str | None:
    return moment.iso_format() if moment is not None else None
