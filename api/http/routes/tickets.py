"""``/api/efi/tickets``: tickets of the garage, from the complaint to the bill (EFI 3.2)."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, SettingsDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas import tickets as shapes
from api.http.schemas.records import Id, Label80, Moment, ShortText
from api.presenting_tickets import present_ticket, present_ticket_summary
from engine.principal import Principal
from engine.tickets.changing import assign_ticket, change_ticket
from engine.tickets.creating import create_ticket
from engine.tickets.finding import TicketFilter, find_ticket, list_tickets
from engine.tickets.form import TicketForm
from engine.tickets.holding import Links
from engine.tickets.moving import RESOLUTION, Move, move_ticket, report_revisit
from graph.session import Graph
from graph.vocabulary import Locale
from graph.vocabulary_records import Role, TicketPriority, TicketStatus

router = APIRouter(prefix="/tickets", tags=["tickets"])
TicketId = Annotated[str, Path(description="id of a ticket of the garage")]
READS = [Depends(needs(Role.VIEWER))]
WRITES = [Depends(needs(Role.TECHNICIAN))]
_NEW: dict[int | str, dict[str, Any]] = {
    201: {"model": shapes.TicketResponse, "description": "stored; it was not there before"}
}


class TicketQuery(BaseModel):
    """Filters of the list; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    status: TicketStatus | None = Field(None, description="only with this status")
    priority: TicketPriority | None = Field(None, description="only with this priority")
    technician: Id | None = Field(None, description="id of who it is assigned to")
    category: Label80 | None = Field(None, description="as it was given")
    vehicle: ShortText | None = Field(
        None, description="id of a stored vehicle, or part of make and model"
    )
    text: ShortText | None = Field(None, description="part of title, description or resolution")
    since: Moment | None = Field(None, description="made from this moment on")
    until: Moment | None = Field(None, description="made before this moment")
    locale: LocaleChoice = None
    limit: PageLimit = 50
    cursor: Cursor = None

    def filter(self) -> TicketFilter:
        """Return the filters as the engine takes them."""
        return TicketFilter(
            status=self.status,
            priority=self.priority,
            technician=self.technician,
            category=self.category,
            vehicle=self.vehicle,
            text=self.text,
            since=utc_text(self.since),
            until=utc_text(self.until),
        )


def utc_text(moment: datetime | None) -> str | None:
    """Return a moment as the queries take it."""
    return moment.astimezone(UTC).isoformat() if moment else None


@router.post("", summary="Make a ticket", responses=_NEW, dependencies=WRITES)
def post_ticket(
    body: shapes.TicketInput,
    request: Request,
    response: Response,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.TicketResponse:
    """Store a ticket, once: the same key gives the ticket that is there.

    Who brought the vehicle, plate and VIN are kept apart and can be erased. 201 when it is new.
    """
    ticket_id, created = create_ticket(graph, principal, ticket_form(body, body.key))
    response.status_code = 201 if created else 200
    return _ticket(request, graph, principal, ticket_id, body.locale, created=created)


@router.get("", summary="List tickets", dependencies=READS)
def get_tickets(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    wanted: Annotated[TicketQuery, Query()],
) -> shapes.TicketsResponse:
    """Return one page of tickets, the newest first, without who brought the vehicles."""
    place = decode_cursor(wanted.cursor)
    page = list_tickets(graph, principal, wanted.filter(), wanted.limit, place)
    return shapes.TicketsResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        tickets=[present_ticket_summary(item) for item in page.items],
        next_cursor=encode_cursor(page.next_place) if page.next_place else None,
    )


@router.get("/{ticket_id}", summary="Show a ticket", dependencies=READS)
def get_ticket(
    ticket_id: TicketId,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    locale: LocaleChoice = None,
) -> shapes.TicketResponse:
    """Return the whole ticket, with who brought the vehicle as far as that was not erased."""
    return _ticket(request, graph, principal, ticket_id, locale)


@router.patch("/{ticket_id}", summary="Change a ticket", dependencies=WRITES)
def patch_ticket(
    ticket_id: TicketId,
    body: shapes.TicketChange,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    settings: SettingsDep,
) -> shapes.TicketResponse:
    """Change what is given, if nobody changed the ticket since ``version``; else 409."""
    form = ticket_form(body, labour_rate=settings.labor_rate)
    change_ticket(graph, principal, ticket_id, form, body.version)
    return _ticket(request, graph, principal, ticket_id, body.locale)


@router.post("/{ticket_id}/status", summary="Move a ticket to another state", dependencies=WRITES)
def post_status(
    ticket_id: TicketId,
    body: shapes.StatusInput,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    settings: SettingsDep,
) -> shapes.TicketResponse:
    """Move open → in_progress ↔ pending_parts → resolved → closed; resolved → in_progress reopens.

    To resolve takes ``resolution``; to close takes that every piece of its parts is accounted for.
    """
    told = body.model_dump(include=set(RESOLUTION), mode="json")
    move = Move(body.status, body.version, told, settings.labor_rate)
    move_ticket(graph, principal, ticket_id, move)
    return _ticket(request, graph, principal, ticket_id, body.locale)


@router.post("/{ticket_id}/assign", summary="Give a ticket to a technician", dependencies=WRITES)
def post_assign(
    ticket_id: TicketId,
    body: shapes.AssignInput,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.TicketResponse:
    """Say who does the work; the same technician again changes nothing."""
    assign_ticket(graph, principal, ticket_id, (body.technician_id, body.technician_name))
    return _ticket(request, graph, principal, ticket_id, body.locale)


@router.post("/{ticket_id}/revisit", summary="Tell that a repair did not hold", dependencies=WRITES)
def post_revisit(
    ticket_id: TicketId,
    body: shapes.RevisitInput,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.TicketResponse:
    """Note on a resolved or closed ticket that the vehicle came back; it taught wrongly."""
    report_revisit(graph, principal, ticket_id, reopen=body.reopen, version=body.version)
    return _ticket(request, graph, principal, ticket_id, body.locale)


def ticket_form(
    body: shapes.TicketFields, key: str | None = None, labour_rate: float = 0.0
) -> TicketForm:
    """Return what a body tells, as the engine takes it."""
    told = body.model_dump(mode="json", exclude_none=True)
    told["plate"] = told.pop("vehicle_number", None)
    links = Links(body.vehicle_id, body.case_id, body.selected_failure_card)
    return TicketForm(told, told, links, key, labour_rate)


def _ticket(
    request: Request,
    graph: Graph,
    principal: Principal,
    ticket_id: str,
    locale: Locale | None,
    *,
    created: bool = False,
) -> shapes.TicketResponse:
    row = find_ticket(graph, principal, ticket_id)
    return shapes.TicketResponse(
        request_id=request.state.request_id,
        graph_version=str(row.graph_version),
        created=created,
        ticket=present_ticket(row, request_locale(request, locale)),
    )
