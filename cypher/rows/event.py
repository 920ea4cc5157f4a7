"""Rows of the queries below ``cypher/event``."""

from typing import Any

from cypher.rows import Row


class MergeEventsRow(Row):
    """How many events were new."""

    written: int


class MergeQueueLockRow(Row):
    """The node that is locked."""

    id: str


class ListClaimableRow(Row):
    """Ids of events, in order."""

    ids: list[str]


class MergeClaimsRow(Row):
    """What a claim has now."""

    events: list[dict[str, Any]]
    unhandled: int
    dead: list[str]


class MergeProcessedRow(Row):
    """The event that is done."""

    id: str


class MergeResultRow(Row):
    """The event."""

    id: str


class MergeFailedAttemptRow(Row):
    """State of the event after the attempt."""

    status: str


class MergeRetryRow(Row):
    """The event, and whether it is tried again."""

    event: dict[str, Any]
    retried: bool


class ListEventsRow(Row):
    """One page of events."""

    graph_version: int
    events: list[dict[str, Any]]


class CountEventsRow(Row):
    """What waits in the queue."""

    graph_version: int
    position: int
    pending: int
    claimed: int
    dead: int
    oldest_pending_s: float


class FindLogPositionRow(Row):
    """Position of the last event."""

    position: int


class MergeLessonLockRow(Row):
    """What a ticket has to tell a card."""

    ticket: dict[str, Any]
    action: dict[str, Any] | None
    case_id: str | None


class FindCardCountsRow(Row):
    """Counts of a card, and what it repairs."""

    card: dict[str, Any]
    resolves: list[dict[str, Any]]


class MergeCardCountsRow(Row):
    """The card."""

    id: str


class MergeCardLedgerRow(Row):
    """How many entries were new."""

    written: int


class MergeTicketCountedRow(Row):
    """The ticket."""

    id: str


class FindDiscoveryRow(Row):
    """What is known of a failure that no card describes; maps as the query's header says."""

    action: dict[str, Any]
    ticket: dict[str, Any]
    parts: list[dict[str, Any]]
    vehicle_ids: list[str]
    symptom_ids: list[str]
    fault_ids: list[str]


class MergeCardUsedRow(Row):
    """The card."""

    id: str


class MergeCardEligibleRow(Row):
    """Number of the card's version."""

    version: int
