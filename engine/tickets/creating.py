"""Make a ticket, once for each key, and tell of it in the same transaction."""

from datetime import UTC, datetime
from typing import Any

from cypher.library import query
from cypher.rows import ticket as rows
from engine.events.appending import NewEvent, append_events
from engine.identifiers import new_id
from engine.principal import Principal
from engine.tickets.form import TicketForm
from engine.tickets.holding import MERGE_TICKET, Links
from engine.tickets.joining import (
    check_links,
    hold_garage,
    vehicle_entry,
    vehicle_of,
    write_personal,
)
from graph.nodes.check import check_properties
from graph.session import Graph, Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import EventType, TicketStatus

FIND_TICKET_KEY = query("ticket/find_ticket_key", rows.FindTicketKeyRow)


def create_ticket(graph: Graph, principal: Principal, form: TicketForm) -> tuple[str, bool]:
    """Store a ticket of the caller's garage; return its id, and whether it was made just now.

    The same key again gives the ticket that is there and writes nothing.

    Raises:
        NotFoundError: a vehicle, case or card that it names does not exist.
        InvalidInputError: a value is not one that the graph takes, or the VIN is not one.
    """
    ticket_id, garage_id, now = new_id("tkt"), principal.garage_id, datetime.now(UTC)
    entry = vehicle_entry(graph, form)

    def write(tx: Transaction) -> tuple[str, bool]:
        hold_garage(tx, garage_id, now)
        known = tx.run(FIND_TICKET_KEY, garage_id=garage_id, key=form.key) if form.key else []
        if known:
            return known[0].id, False
        vehicle_id = form.links.vehicle_id or vehicle_of(tx, garage_id, entry, now)
        links = Links(vehicle_id, form.links.case_id, form.links.card_id)
        taken = check_links(tx, garage_id, links)
        properties = _new_ticket(ticket_id, principal, {**taken, **form.told()}, now)
        stored = {
            **properties,
            "vehicle_id": vehicle_id,
            "idempotency_key": form.key,
            "selected_failure_card": links.card_id,
        }
        tx.run(
            MERGE_TICKET,
            id=ticket_id,
            properties=check_properties(Label.TICKET, stored),
            vehicle_id=vehicle_id,
            case_id=links.case_id,
            card_id=links.card_id,
        )
        write_personal(tx, garage_id, ticket_id, form.identity(), now)
        created = NewEvent(
            EventType.TICKET_CREATED,
            Label.TICKET,
            ticket_id,
            garage_id,
            {"ticket_id": ticket_id, "vehicle_id": vehicle_id, "case_id": links.case_id},
        )
        append_events(tx, [created], now.isoformat(timespec="milliseconds"))
        return ticket_id, True

    return graph.write_unit(write)


def _new_ticket(
    ticket_id: str, principal: Principal, told: dict[str, Any], now: datetime
) -> dict[str, Any]:
    return {
        **told,
        "id": ticket_id,
        "garage_id": principal.garage_id,
        "status": TicketStatus.OPEN.value,
        "status_history": [TicketStatus.OPEN.value],
        "status_history_at": [now],
        "status_history_by": [principal.id],
        "created_at": now,
        "updated_at": now,
    }
