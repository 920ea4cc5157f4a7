"""Move a ticket from state to state, and take a repair back that did not hold.

Who moved it and when is kept; the event is written in the same transaction. Leaving the state
"resolved" and a revisit both tell ``ticket.in_progress``, so that what the repair had counted for
can be withdrawn (requirements section 9, "success in workflow 3").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from engine.events.appending import NewEvent, append_events
from engine.principal import Principal
from engine.tickets.costs import labour_cost, total_cost
from engine.tickets.holding import HeldTicket, hold_ticket, write_ticket
from engine.tickets.transitions import check_transition, is_reopening
from graph.errors import ConflictError, InvalidInputError
from graph.session import Graph, Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import EventType, TicketStatus

#: What is told when a ticket is resolved; everything but the first may be left out.
RESOLUTION = (
    "resolution",
    "resolution_type",
    "labor_hours",
    "labor_cost",
    "resolution_successful",
    "customer_satisfaction",
    "revisit_required",
    "new_failure_discovered",
)
_TOLD_BY = {
    TicketStatus.IN_PROGRESS: EventType.TICKET_IN_PROGRESS,
    TicketStatus.RESOLVED: EventType.TICKET_RESOLVED,
    TicketStatus.CLOSED: EventType.TICKET_CLOSED,
}
#: Figures of the outcome that ``ticket.resolved`` tells.
_OUTCOME = (
    "resolution_successful",
    "customer_satisfaction",
    "revisit_required",
    "new_failure_discovered",
)


@dataclass(frozen=True)
class Move:
    """A wanted change of state.

    Attributes:
        status: the state to reach.
        version: that the caller saw; None: whatever it is now.
        resolution: of ``RESOLUTION``; only with the state "resolved".
        labour_rate: of an hour, for the cost of labour that is not given.
    """

    status: TicketStatus
    version: int | None = None
    resolution: Mapping[str, Any] = field(default_factory=dict)
    labour_rate: float = 0.0


def move_ticket(graph: Graph, principal: Principal, ticket_id: str, move: Move) -> None:
    """Move a ticket to another state.

    Raises:
        NotFoundError: there is no such ticket.
        ConflictError: the transition is not allowed, the ticket was written since, or it is to be
            closed and pieces of its parts are unaccounted for.
        InvalidInputError: it is to be resolved and nobody says how, or the other way round.
    """
    now = datetime.now(UTC)
    _check_told(move)

    def write(tx: Transaction) -> None:
        held = hold_ticket(tx, principal, ticket_id, move.version)
        check_transition(held.status, move.status)
        reopened = is_reopening(held.status, move.status)
        changes = _changes(held, move, now)
        _write_state(tx, held, principal, {**changes, "status": move.status.value}, now)
        kind = _TOLD_BY.get(move.status)
        if kind is not None:
            data = _data(held, changes, move.status, reopened=reopened)
            _tell(tx, held, kind, data, now)

    graph.write_unit(write)


def report_revisit(
    graph: Graph,
    principal: Principal,
    ticket_id: str,
    *,
    reopen: bool = False,
    version: int | None = None,
) -> bool:
    """Note that a vehicle came back with what was repaired; return whether that was new.

    Args:
        graph: where.
        principal: who tells it.
        ticket_id: of the repair.
        reopen: also take a resolved ticket up again.
        version: that the caller saw.

    Raises:
        NotFoundError: there is no such ticket.
        ConflictError: it is not resolved yet, or closed and to be reopened, or written since.
    """
    now = datetime.now(UTC)

    def write(tx: Transaction) -> bool:
        held = hold_ticket(tx, principal, ticket_id, version)
        if held.status not in {TicketStatus.RESOLVED, TicketStatus.CLOSED}:
            raise _not_repaired(held)
        if reopen:
            check_transition(held.status, TicketStatus.IN_PROGRESS)
        elif held.stored.get("revisit_required"):
            return False
        changes = {"revisit_required": True, "revisit_reported_at": now}
        if reopen:
            _write_state(tx, held, principal, {**changes, **_taken_up()}, now)
        else:
            version_now = {"version": held.version + 1, "updated_at": now}
            write_ticket(tx, held, {**changes, **version_now})
        data = {"ticket_id": held.id, "reopened": reopen, "revisit": True}
        _tell(tx, held, EventType.TICKET_IN_PROGRESS, data, now)
        return True

    return graph.write_unit(write)


def _check_told(move: Move) -> None:
    told = [name for name in RESOLUTION if move.resolution.get(name) is not None]
    if move.status is TicketStatus.RESOLVED:
        if not str(move.resolution.get("resolution") or "").strip():
            raise InvalidInputError(
                "nobody says how the ticket was resolved",
                field="resolution",
                fix="say in a sentence what was done",
                key="ticket.no_resolution",
            )
    elif told:
        raise InvalidInputError(
            f"{told[0]} goes with the status resolved only",
            field=told[0],
            fix="leave it out, or change it with `PATCH /api/efi/tickets/{id}`",
            key="ticket.early_resolution",
            values={"name": told[0]},
        )


def _changes(held: HeldTicket, move: Move, now: datetime) -> dict[str, Any]:
    """Return what a transition changes besides the state itself."""
    if move.status is TicketStatus.RESOLVED:
        return _resolved(held, move, now)
    if move.status is TicketStatus.CLOSED:
        if held.open_parts:
            raise _parts_open(held)
        return {"closed_at": now, **_final_costs(held, held.stored.get("labor_cost"))}
    return _taken_up() if is_reopening(held.status, move.status) else {}


def _taken_up() -> dict[str, Any]:
    """Return what a reopening takes back; what was done stays to be read."""
    return {
        "status": TicketStatus.IN_PROGRESS.value,
        "resolved_at": None,
        "resolution_successful": None,
    }


def _resolved(held: HeldTicket, move: Move, now: datetime) -> dict[str, Any]:
    told = {name: move.resolution[name] for name in RESOLUTION if name in move.resolution}
    given = {name: value for name, value in told.items() if value is not None}
    labour = labour_cost(given.get("labor_hours"), move.labour_rate, given.get("labor_cost"))
    if labour is None:
        labour = held.stored.get("labor_cost")
    found = bool(held.stored.get("new_failure_discovered"))
    return {
        **given,
        "revisit_required": bool(given.get("revisit_required")),
        "new_failure_discovered": found or bool(given.get("new_failure_discovered")),
        "labor_cost": labour,
        "resolved_at": now,
        **_final_costs(held, labour),
    }


def _final_costs(held: HeldTicket, labour: float | None) -> dict[str, Any]:
    return {"parts_cost": held.parts_cost, "actual_cost": total_cost(held.parts_cost, labour)}


def _write_state(
    tx: Transaction, held: HeldTicket, principal: Principal, changes: dict[str, Any], now: datetime
) -> None:
    history = {
        "status_history": changes["status"],
        "status_history_at": now,
        "status_history_by": principal.id,
    }
    longer = {name: [*(held.stored.get(name) or []), value] for name, value in history.items()}
    written = {**changes, **longer, "version": held.version + 1, "updated_at": now}
    write_ticket(tx, held, written)


def _data(
    held: HeldTicket, changes: Mapping[str, Any], status: TicketStatus, *, reopened: bool
) -> dict[str, Any]:
    """Return ids and figures of the event; never words of a person."""
    data: dict[str, Any] = {"ticket_id": held.id}
    if status is TicketStatus.IN_PROGRESS:
        return {**data, "reopened": reopened, "revisit": False}
    if status is TicketStatus.RESOLVED:
        before = held.stored.get("status_history") or []
        data["resolution_number"] = before.count(TicketStatus.RESOLVED.value) + 1
        data["failure_id"] = held.stored.get("selected_failure_card")
        data |= {name: changes.get(name, held.stored.get(name)) for name in _OUTCOME}
    return data


def _tell(
    tx: Transaction, held: HeldTicket, kind: EventType, data: dict[str, Any], now: datetime
) -> None:
    event = NewEvent(kind, Label.TICKET, held.id, held.garage_id, data)
    append_events(tx, [event], now.isoformat(timespec="milliseconds"))


def _not_repaired(held: HeldTicket) -> ConflictError:
    return ConflictError(
        f"the ticket is {held.status}: there was no repair yet that a revisit could be about",
        field="ticket_id",
        fix="name the ticket of the repair that did not hold",
        key="ticket.not_repaired",
        values={"status": held.status.value},
    )


def _parts_open(held: HeldTicket) -> ConflictError:
    names = ", ".join(f"{item['part_name']} ({item['open']})" for item in held.open_parts)
    return ConflictError(
        f"pieces are allocated that nobody told what became of: {names}",
        field="status",
        fix="tell for each whether it was used, returned or damaged, then close the ticket",
        details={"open_parts": [dict(item) for item in held.open_parts]},
        key="ticket.parts_open",
        values={"parts": names},
    )
