"""Find and list tickets; those of other garages are not there for whoever may not see them."""

from dataclasses import asdict, dataclass

from cypher.library import query
from cypher.rows import ticket as rows
from engine.principal import Principal
from engine.tickets.changing import FIND_TICKET
from engine.tickets.holding import unknown_ticket
from engine.tickets.paging import Page, page_of, place_before
from graph.session import Graph

LIST_TICKETS = query("ticket/list_tickets", rows.ListTicketsRow)


@dataclass(frozen=True)
class TicketFilter:
    """Which tickets to list; each one given must hold.

    Attributes:
        vehicle: id of the stored vehicle, or part of make and model.
        text: part of title, description or resolution.
        since: from this moment on, ISO 8601.
        until: before this moment, ISO 8601.
    """

    status: str | None = None
    priority: str | None = None
    technician: str | None = None
    category: str | None = None
    vehicle: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None


def find_ticket(graph: Graph, principal: Principal, ticket_id: str) -> rows.FindTicketRow:
    """Return a ticket; who brought the vehicle is in it for members of its garage only.

    Raises:
        NotFoundError: there is none, or it is another garage's.
    """
    found = graph.read(
        FIND_TICKET, id=ticket_id, garage_id=principal.scope, personal_of=principal.garage_id
    )
    if not found:
        raise unknown_ticket(ticket_id)
    return found[0]


def list_tickets(
    graph: Graph, principal: Principal, wanted: TicketFilter, limit: int, after: str = ""
) -> Page:
    """Return one page of tickets, the newest first.

    Raises:
        InvalidInputError: ``after`` is not a place of this list.
    """
    before, before_id = place_before(after, "tkt_")
    filters = asdict(wanted)
    for name in ("vehicle", "text"):
        if filters[name] and not filters[name].startswith("veh_"):
            filters[name] = filters[name].lower()
    row = graph.read(
        LIST_TICKETS,
        garage_id=principal.scope,
        **filters,
        before=before,
        before_id=before_id,
        limit=limit + 1,  # one more tells whether there is a next page
    )[0]
    return page_of(row.graph_version, row.tickets, limit, "created_at")
