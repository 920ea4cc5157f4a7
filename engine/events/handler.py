"""What handles events of one type: reads and slow work outside, writes within one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.events.claiming import ClaimedEvent
from engine.events.services import Services
from graph.session import Transaction


def _nothing(_services: Services, _event: ClaimedEvent) -> None:
    return None


@dataclass(frozen=True)
class Work:
    """One event to write the effect of.

    Attributes:
        event: that was claimed.
        now: time of the attempt, ISO 8601.
    """

    event: ClaimedEvent
    now: str


@dataclass(frozen=True)
class Handler:
    """The two halves of handling an event.

    Attributes:
        apply: writes, in the transaction that marks the event as done; it returns what it did, in
            ids and figures. It may run again after a transient error, and writes once however
            often it is applied.
        prepare: reads, searches, calls models and tells people; nothing it does is undone, so it
            may be done again. What it returns is given to ``apply``.
        failed: writes what is to be known of a failed attempt, in the transaction that keeps it.
    """

    apply: Callable[[Transaction, Work, Any], dict[str, Any]]
    prepare: Callable[[Services, ClaimedEvent], Any] = _nothing
    failed: Callable[[Transaction, Work, str], None] | None = None
