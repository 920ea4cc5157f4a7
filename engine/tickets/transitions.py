"""Which state of a ticket may follow which (requirements section 9, "ticket transitions")."""

from graph.errors import ConflictError
from graph.vocabulary_records import TicketStatus

_S = TicketStatus
#: What may follow each state; resolved to in_progress is a reopening.
ALLOWED: dict[TicketStatus, tuple[TicketStatus, ...]] = {
    _S.OPEN: (_S.IN_PROGRESS,),
    _S.IN_PROGRESS: (_S.PENDING_PARTS, _S.RESOLVED),
    _S.PENDING_PARTS: (_S.IN_PROGRESS, _S.RESOLVED),
    _S.RESOLVED: (_S.CLOSED, _S.IN_PROGRESS),
    _S.CLOSED: (),
}
#: States in which work is done and recorded.
AT_WORK = frozenset({_S.OPEN, _S.IN_PROGRESS, _S.PENDING_PARTS})


def check_transition(before: TicketStatus, after: TicketStatus) -> None:
    """Let an allowed transition pass.

    Raises:
        ConflictError: it is not one; the error names those that are.
    """
    if after in ALLOWED[before]:
        return
    allowed = ", ".join(ALLOWED[before])
    raise ConflictError(
        f"a ticket that is {before} cannot become {after}",
        field="status",
        fix=f"possible from {before}: {allowed}" if allowed else "a closed ticket stays closed",
        details={"status": before.value, "allowed": [each.value for each in ALLOWED[before]]},
        key="ticket.transition" if allowed else "ticket.closed",
        values={"before": before.value, "after": after.value, "allowed": allowed},
    )


def is_reopening(before: TicketStatus, after: TicketStatus) -> bool:
    """Return whether a transition takes a repair back that was told to be done."""
    return before is _S.RESOLVED and after is _S.IN_PROGRESS
