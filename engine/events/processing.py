"""Handle claimed events: the effect and "done" are one transaction, or the attempt failed (E1)."""

import json
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cypher.library import query
from cypher.rows import event as rows
from engine.clock import time_of_write
from engine.events.backoff import backoff
from engine.events.claiming import ClaimedEvent, ClaimRequest, claim_events
from engine.events.handler import Handler, Work
from engine.events.handlers import HANDLERS
from engine.events.services import QueueRules, Services
from graph.errors import FaultgraphError
from graph.session import Transaction
from graph.vocabulary_records import EventType

LOG = logging.getLogger("faultgraph.events")
MERGE_PROCESSED = query("event/merge_processed", rows.MergeProcessedRow)
MERGE_RESULT = query("event/merge_result", rows.MergeResultRow)
MERGE_FAILED_ATTEMPT = query("event/merge_failed_attempt", rows.MergeFailedAttemptRow)

#: State of an event whose claim ran out before its effect could be written.
LOST = "lost"


@dataclass(frozen=True)
class Handled:
    """What became of one attempt.

    Attributes:
        status: processed, pending (it is tried again), dead, or lost (another worker has it).
        result: what the handler did.
        error: kind of error of a failed attempt.
    """

    event: ClaimedEvent
    status: str
    result: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None


@dataclass(frozen=True)
class Processed:
    """What one look at the queue did.

    Attributes:
        unhandled: events that nothing handles; they are done.
        dead: ids of events whose last worker did not finish.
    """

    handled: tuple[Handled, ...] = ()
    unhandled: int = 0
    dead: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.handled or self.unhandled or self.dead)


def process_next(
    services: Services,
    worker: str,
    *,
    garage_id: str | None = None,
    limit: int = 1,
    handlers: Mapping[EventType, Handler] = HANDLERS,
) -> Processed:
    """Claim the next events and handle them one after the other."""
    wanted = ClaimRequest(worker, handlers.keys(), garage_id, limit)
    claimed = claim_events(services.graph, services.rules, wanted)
    handled = tuple(handle(services, handlers[event.event_type], event) for event in claimed.events)
    return Processed(handled, claimed.unhandled, claimed.dead)


def handle(services: Services, handler: Handler, event: ClaimedEvent) -> Handled:
    """Handle one claimed event; an error is kept with it, and it is tried again later.

    Raises:
        FaultgraphError: not even the failure could be written. The claim runs out by itself.
    """
    work = Work(event, time_of_write())
    try:
        prepared = handler.prepare(services, event)
        result = services.graph.write_unit(lambda tx: _apply(tx, handler, work, prepared))
    except Exception as error:  # noqa: BLE001 - whatever it is, the event must not be lost
        return _fail(services, handler, work, error)
    return Handled(event, LOST) if result is None else Handled(event, "processed", result)


def _apply(
    tx: Transaction, handler: Handler, work: Work, prepared: object
) -> dict[str, Any] | None:
    """Write the effect and "done"; None, and nothing, when the claim is another's."""
    event = work.event
    if not tx.run(MERGE_PROCESSED, id=event.id, claimed_by=event.claimed_by):
        return None
    result = handler.apply(tx, work, prepared)
    tx.run(MERGE_RESULT, id=event.id, result=json.dumps(result, sort_keys=True))
    return result


def _fail(services: Services, handler: Handler, work: Work, error: Exception) -> Handled:
    event, told = work.event, kind_of(error)
    LOG.warning("%s %s attempt %d: %s", event.event_type, event.id, event.attempts, told)
    delay = backoff(services.rules, event.attempts, random.random())  # noqa: S311 - jitter
    status = services.graph.write_unit(
        lambda tx: _write_failure(tx, handler, work, (told, delay), services.rules)
    )
    return Handled(event, status or LOST, error=told)


def _write_failure(
    tx: Transaction, handler: Handler, work: Work, told: tuple[str, float], rules: QueueRules
) -> str | None:
    found = tx.run(
        MERGE_FAILED_ATTEMPT,
        id=work.event.id,
        claimed_by=work.event.claimed_by,
        error=told[0],
        delay_s=told[1],
        most_attempts=rules.most_attempts,
    )
    if not found:
        return None
    if handler.failed is not None:
        handler.failed(tx, work, told[0])
    return found[0].status


def kind_of(error: Exception) -> str:
    """Return what kind of error it is; its message may repeat what a user wrote."""
    parts = [type(error).__name__]
    if isinstance(error, FaultgraphError):
        parts += [error.key or error.code, str(error.details.get("neo4j_code") or "")]
        parts.append(f"field {error.field}" if error.field else "")
    return ": ".join(filter(None, parts))[:200]
