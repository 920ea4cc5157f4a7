"""Hold one ticket while it is changed: its writers come one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows import ticket as rows
from engine.principal import Principal
from engine.tickets.transitions import AT_WORK
from graph.errors import ConflictError, NotFoundError
from graph.nodes.check import check_properties
from graph.session import Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import TicketStatus

MERGE_TICKET_LOCK = query("ticket/merge_ticket_lock", rows.MergeTicketLockRow)
MERGE_TICKET = query("ticket/merge_ticket", rows.MergeTicketRow)
_SHOWN = 80


@dataclass(frozen=True)
class Links:
    """What a ticket is joined to; None leaves it as it is."""

    vehicle_id: str | None = None
    case_id: str | None = None
    card_id: str | None = None


#: Nothing to be joined.
NO_LINKS = Links()


@dataclass(frozen=True)
class HeldTicket:
    """A ticket that nobody else changes until the transaction ends.

    Attributes:
        stored: its properties.
        vehicle_id: stored vehicle that it is on.
        case_id: its diagnosis.
        parts_cost: of the parts used or damaged so far.
        open_parts: id, part_name and number of the pieces that nobody told what became of.
        usage_ids: of all parts that are on it.
    """

    stored: Mapping[str, Any]
    vehicle_id: str | None
    case_id: str | None
    parts_cost: float
    open_parts: tuple[Mapping[str, Any], ...]
    usage_ids: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return its id."""
        return str(self.stored["id"])

    @property
    def garage_id(self) -> str:
        """Return the garage that it belongs to."""
        return str(self.stored["garage_id"])

    @property
    def status(self) -> TicketStatus:
        """Return its state."""
        return TicketStatus(self.stored["status"])

    @property
    def version(self) -> int:
        """Return how often it was written, from 1."""
        return int(self.stored.get("version") or 1)


def hold_ticket(
    tx: Transaction, principal: Principal, ticket_id: str, expected_version: int | None = None
) -> HeldTicket:
    """Lock a ticket and return it as it stands.

    Raises:
        NotFoundError: there is none, or it is another garage's.
        ConflictError: it is no longer at the version that the caller saw.
    """
    found = tx.run(MERGE_TICKET_LOCK, id=ticket_id, garage_id=principal.scope)
    if not found:
        raise unknown_ticket(ticket_id)
    row = found[0]
    held = HeldTicket(
        row.ticket,
        row.vehicle_id,
        row.case_id,
        row.parts_cost,
        tuple(row.open_parts),
        tuple(row.usage_ids),
    )
    check_version(held.version, expected_version)
    return held


def check_version(current: int, expected: int | None) -> None:
    """Let a caller pass who saw the current version, or does not say which one it saw.

    Raises:
        ConflictError: the record was written since.
    """
    if expected is not None and expected != current:
        raise ConflictError(
            f"the version is now {current}, not {expected}; nothing was written",
            field="version",
            fix="read it again, then decide from its present state",
            details={"version": current},
            key="version.stale",
            values={"current": current, "expected": expected},
        )


def check_at_work(held: HeldTicket) -> None:
    """Let work be recorded on a ticket that is open, in progress or waiting for parts.

    Raises:
        ConflictError: it is resolved or closed.
    """
    if held.status not in AT_WORK:
        raise ConflictError(
            f"the ticket is {held.status}: no work can be recorded on it",
            field="ticket_id",
            fix="reopen a resolved ticket first (status in_progress); a closed one stays closed",
            key="ticket.not_at_work",
            values={"status": held.status.value},
        )


def write_ticket(
    tx: Transaction, held: HeldTicket, changes: Mapping[str, Any], links: Links = NO_LINKS
) -> None:
    """Write what is new of a held ticket, once the whole of it is checked.

    Raises:
        InvalidInputError: a value is not one that the graph takes.
    """
    check_properties(Label.TICKET, {**held.stored, **changes})
    tx.run(
        MERGE_TICKET,
        id=held.id,
        properties=dict(changes),
        vehicle_id=links.vehicle_id,
        case_id=links.case_id,
        card_id=links.card_id,
    )


def note_on_ticket(tx: Transaction, held: HeldTicket, notes: Mapping[str, Any]) -> None:
    """Write what follows from other records; the version stays, so that no writer is stale."""
    tx.run(
        MERGE_TICKET,
        id=held.id,
        properties=dict(notes),
        vehicle_id=None,
        case_id=None,
        card_id=None,
    )


def unknown_ticket(ticket_id: str) -> NotFoundError:
    """Return the error of a ticket that is not there for this garage."""
    return NotFoundError(
        f"there is no ticket {ticket_id[:_SHOWN]!r}",
        field="ticket_id",
        fix="list those there are with `GET /api/efi/tickets`",
        key="ticket.unknown",
        values={"id": ticket_id[:_SHOWN]},
    )
