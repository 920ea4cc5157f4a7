"""Claim events: one worker each, in the order of their aggregate, until a lease ends (E1)."""

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows import event as rows
from engine.events.services import QueueRules
from graph.session import Graph, Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import EventType

MERGE_QUEUE_LOCK = query("event/merge_queue_lock", rows.MergeQueueLockRow)
LIST_CLAIMABLE = query("event/list_claimable", rows.ListClaimableRow)
MERGE_CLAIMS = query("event/merge_claims", rows.MergeClaimsRow)


@dataclass(frozen=True)
class ClaimedEvent:
    """An event that a worker has for the length of its lease.

    Attributes:
        claimed_by: the claim; whoever no longer has it can write nothing.
        attempts: with this one.
        data: ids and figures of what happened.
    """

    id: str
    position: int
    event_type: EventType
    aggregate: Label
    aggregate_id: str
    garage_id: str
    occurred_at: str
    claimed_by: str
    attempts: int
    data: dict[str, Any]


@dataclass(frozen=True)
class Claimed:
    """What one look at the queue gave.

    Attributes:
        unhandled: events that nothing handles; they are done.
        dead: ids of events whose last attempt did not finish.
    """

    events: tuple[ClaimedEvent, ...] = ()
    unhandled: int = 0
    dead: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.events or self.unhandled or self.dead)


@dataclass(frozen=True)
class ClaimRequest:
    """Who claims what.

    Attributes:
        worker: id of the worker.
        handled: types that have a handler; the others are done at once.
        garage_id: only events of this garage; None: of all.
        limit: most events.
    """

    worker: str
    handled: Collection[EventType]
    garage_id: str | None = None
    limit: int = 1


def new_worker_id() -> str:
    """Return an id for a worker; it names no machine."""
    return f"wrk_{secrets.token_hex(4)}"


def claim_events(graph: Graph, rules: QueueRules, request: ClaimRequest) -> Claimed:
    """Claim the next events, in one transaction.

    The queue is locked while they are chosen, so that workers do not meet; each event is looked at
    again under its own lock, so that one that was finished meanwhile is not claimed again.
    """
    claimed_by = f"{request.worker}.{secrets.token_hex(6)}"
    wanted = {"claimed_by": claimed_by, "lease_s": rules.lease_s}

    def claim(tx: Transaction) -> Claimed:
        tx.run(MERGE_QUEUE_LOCK)
        found = tx.run(LIST_CLAIMABLE, garage_id=request.garage_id, limit=request.limit, **wanted)[
            0
        ]
        if not found.ids:
            return Claimed()
        row = tx.run(
            MERGE_CLAIMS,
            ids=found.ids,
            most_attempts=rules.most_attempts,
            handled=sorted(request.handled),
            **wanted,
        )[0]
        return Claimed(tuple(map(claimed_event, row.events)), row.unhandled, tuple(row.dead))

    return graph.write_unit(claim)


def claimed_event(stored: dict[str, Any]) -> ClaimedEvent:
    """Return the event of its properties."""
    return ClaimedEvent(
        id=stored["id"],
        position=stored["position"],
        event_type=EventType(stored["event_type"]),
        aggregate=Label(stored["aggregate_type"]),
        aggregate_id=stored["aggregate_id"],
        garage_id=stored["garage_id"],
        occurred_at=stored["occurred_at"].iso_format(),
        claimed_by=stored["claimed_by"],
        attempts=stored["attempts"],
        data=json.loads(stored.get("data") or "{}"),
    )
