"""Append events to the log, in the transaction of the change that they tell of (E1)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cypher.library import query
from cypher.rows.event import MergeEventsRow
from engine.identifiers import derived_key, new_id
from graph.nodes.check import check_properties
from graph.session import Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import EventStatus, EventType

MERGE_EVENTS = query("event/merge_events", MergeEventsRow)


def _nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class NewEvent:
    """What happened to one aggregate.

    Attributes:
        aggregate: kind of node that it happened to; Ticket, FailureCard, TechnicianAction.
        aggregate_id: id of that node.
        garage_id: garage whose event it is.
        data: ids and figures that tell what happened; never personal data or free text.
        id: where telling it again must find it (``consequence_id``); a new one unless given.
    """

    event_type: EventType
    aggregate: Label
    aggregate_id: str
    garage_id: str
    data: dict[str, Any] = field(default_factory=_nothing)
    id: str | None = None


def consequence_id(event_id: str, event_type: EventType) -> str:
    """Return the id of what the handler of an event tells: the same however often it is applied."""
    return f"evt_{derived_key(event_id, event_type.value)[:20]}"


def append_events(tx: Transaction, events: Sequence[NewEvent], now: str) -> list[str]:
    """Write events after what they tell of, in this order; return their ids.

    Each takes the next position of the log, so positions have no gaps and follow the order of the
    commits. The log is locked from here to the end of the transaction: append last.

    Args:
        tx: the transaction of the change.
        events: what happened, in order.
        now: time of the change, ISO 8601.
    """
    rows = [_row(event) for event in events]
    if not rows:
        return []
    tx.run(MERGE_EVENTS, events=rows, now=now)
    return [row["id"] for row in rows]


def _row(event: NewEvent) -> dict[str, Any]:
    return check_properties(
        Label.EVENT,
        {
            "id": event.id or new_id("evt"),
            "event_type": event.event_type.value,
            "status": EventStatus.PENDING.value,
            "aggregate_type": event.aggregate.value,
            "aggregate_id": event.aggregate_id,
            "garage_id": event.garage_id,
            "data": json.dumps(event.data, ensure_ascii=False, sort_keys=True),
        },
    )
