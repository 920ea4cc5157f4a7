"""Change a ticket that is still as its caller saw it, and give it to a technician."""

from datetime import UTC, datetime
from typing import Any

from cypher.library import query
from cypher.rows import ticket as rows
from engine.events.appending import NewEvent, append_events
from engine.principal import Principal
from engine.tickets.costs import labour_cost, total_cost
from engine.tickets.form import AFTER_CLOSING, TicketForm
from engine.tickets.holding import (
    HeldTicket,
    Links,
    check_at_work,
    hold_ticket,
    unknown_ticket,
    write_ticket,
)
from engine.tickets.joining import (
    check_links,
    hold_garage,
    vehicle_entry,
    vehicle_of,
    write_personal,
)
from graph.errors import ConflictError
from graph.session import Graph, Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import EventType, TicketStatus

FIND_TICKET = query("ticket/find_ticket", rows.FindTicketRow)


def change_ticket(
    graph: Graph, principal: Principal, ticket_id: str, form: TicketForm, version: int
) -> None:
    """Change what is given of a ticket; what is not given stays.

    Args:
        graph: where.
        principal: who changes it.
        ticket_id: which.
        form: what is to change.
        version: that the caller saw.

    Raises:
        NotFoundError: there is no such ticket, or something that it is to be joined to.
        ConflictError: the ticket was written since, or is closed and the change is not one that a
            closed ticket takes.
        InvalidInputError: a value is not one that the graph takes.
    """
    now = datetime.now(UTC)
    entry = vehicle_entry(graph, form)

    def write(tx: Transaction) -> None:
        if entry is not None:  # a garage is held before its tickets, as when one is made
            hold_garage(tx, _garage_of(tx, principal, ticket_id), now)
        held = hold_ticket(tx, principal, ticket_id, version)
        told = form.told()
        if held.status is TicketStatus.CLOSED:
            _check_after_closing(form, told)
        _check_currency(held, told)
        vehicle_id = form.links.vehicle_id or vehicle_of(tx, held.garage_id, entry, now)
        links = Links(vehicle_id, form.links.case_id, form.links.card_id)
        taken = check_links(tx, held.garage_id, links)
        changes = {**taken, **told, **_costs(held, told, form.labour_rate)}
        if vehicle_id:
            changes["vehicle_id"] = vehicle_id
        if links.card_id:
            changes["selected_failure_card"] = links.card_id
        write_ticket(tx, held, {**changes, "version": version + 1, "updated_at": now}, links)
        write_personal(tx, held.garage_id, held.id, form.identity(), now)

    graph.write_unit(write)


def assign_ticket(
    graph: Graph, principal: Principal, ticket_id: str, technician: tuple[str, str | None]
) -> None:
    """Give a ticket to a technician, by id and name; the same one again changes nothing.

    Raises:
        NotFoundError: there is no such ticket.
        ConflictError: it is resolved or closed.
    """
    technician_id, name = technician
    now = datetime.now(UTC)

    def write(tx: Transaction) -> None:
        held = hold_ticket(tx, principal, ticket_id)
        check_at_work(held)
        if held.stored.get("assigned_technician_id") == technician_id:
            return
        changes = {
            "assigned_technician_id": technician_id,
            "assigned_technician_name": name,
            "assigned_at": now,
            "version": held.version + 1,
            "updated_at": now,
        }
        write_ticket(tx, held, changes)
        data = {"ticket_id": held.id, "technician_id": technician_id}
        told = NewEvent(EventType.TICKET_ASSIGNED, Label.TICKET, held.id, held.garage_id, data)
        append_events(tx, [told], now.isoformat(timespec="milliseconds"))

    graph.write_unit(write)


def _costs(held: HeldTicket, told: dict[str, Any], rate: float) -> dict[str, Any]:
    """Return the costs that follow from a change of hours or of the agreed cost."""
    if not {"labor_hours", "labor_cost"} & told.keys():
        return {}
    labour = labour_cost(told.get("labor_hours"), rate, told.get("labor_cost"))
    return {"labor_cost": labour, "actual_cost": total_cost(held.parts_cost, labour)}


def _garage_of(tx: Transaction, principal: Principal, ticket_id: str) -> str:
    found = tx.run(
        FIND_TICKET, id=ticket_id, garage_id=principal.scope, personal_of=principal.garage_id
    )
    if not found:
        raise unknown_ticket(ticket_id)
    return str(found[0].ticket["garage_id"])


def _check_currency(held: HeldTicket, told: dict[str, Any]) -> None:
    """Refuse another currency once parts have amounts in the present one."""
    of_ticket = str(held.stored.get("currency") or "EUR")
    if held.usage_ids and told.get("currency", of_ticket) != of_ticket:
        raise ConflictError(
            f"parts of the ticket are in {of_ticket}: its currency stays",
            field="currency",
            fix="choose the currency before parts are allocated",
            key="ticket.currency",
            values={"ticket": of_ticket},
        )


def _check_after_closing(form: TicketForm, told: dict[str, Any]) -> None:
    """Refuse what a closed ticket does not take."""
    refused = sorted(told.keys() - set(AFTER_CLOSING)) + sorted(form.identity())
    if form.links != Links():
        refused.append("links")
    if refused:
        raise ConflictError(
            f"the ticket is closed: {refused[0]} stays as it is",
            field=refused[0],
            fix=f"a closed ticket takes {', '.join(AFTER_CLOSING)} only",
            key="ticket.closed_field",
            values={"name": refused[0], "taken": ", ".join(AFTER_CLOSING)},
        )
