"""``faultgraph tickets``: tickets of the garage, from the complaint to the bill (EFI 3.2)."""

from typing import Annotated

import typer

from api.cli.output import console, print_json, wants_json
from api.cli.principal import local_principal
from api.cli.ticket_screen import ticket_lines, ticket_table
from api.connection import connect
from api.http.cursor import decode_cursor, encode_cursor
from api.presenting_tickets import present_ticket, present_ticket_summary
from engine.principal import Principal
from engine.tickets.changing import assign_ticket
from engine.tickets.creating import create_ticket
from engine.tickets.finding import TicketFilter, find_ticket, list_tickets
from engine.tickets.form import TicketForm
from engine.tickets.holding import Links
from engine.tickets.moving import Move, move_ticket, report_revisit
from graph.session import Graph
from graph.settings import Settings, load_settings
from graph.vocabulary import Locale
from graph.vocabulary_records import ResolutionType, TicketPriority, TicketStatus

app = typer.Typer(no_args_is_help=True, help="Make, list, show and move tickets.")
TicketId = Annotated[str, typer.Argument(help="Id of the ticket (tkt_...).")]
Json = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]
Language = Annotated[Locale | None, typer.Option(help="fr or en.")]


@app.command("list")
def list_command(  # noqa: PLR0913, PLR0917 - each is one option of the command
    status: Annotated[TicketStatus | None, typer.Option(help="Only with this status.")] = None,
    priority: Annotated[TicketPriority | None, typer.Option(help="Only this priority.")] = None,
    technician: Annotated[str | None, typer.Option(help="Id of who it is assigned to.")] = None,
    text: Annotated[str | None, typer.Option(help="Part of title or description.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 20,
    cursor: Annotated[str | None, typer.Option(help="next_cursor of the page before.")] = None,
    locale: Language = None,
    *,
    as_json: Json = None,
) -> None:
    """List the garage's tickets, the newest first, without who brought the vehicles."""
    settings = load_settings()
    wanted = TicketFilter(status=status, priority=priority, technician=technician, text=text)
    with connect(settings) as graph:
        place = decode_cursor(cursor)
        page = list_tickets(graph, local_principal(settings), wanted, limit, place)
    shown = [present_ticket_summary(item) for item in page.items]
    if wants_json(as_json):
        following = encode_cursor(page.next_place) if page.next_place else None
        listed = [ticket.model_dump(mode="json") for ticket in shown]
        print_json({"tickets": listed, "next_cursor": following})
        return
    console().print(ticket_table(shown, locale or Locale(settings.locale)))


@app.command("show")
def show(ticket_id: TicketId, locale: Language = None, *, as_json: Json = None) -> None:
    """Show a ticket with its parts and its history."""
    settings = load_settings()
    with connect(settings) as graph:
        _show(graph, settings, ticket_id, locale, as_json=as_json)


@app.command("create")
def create(  # noqa: PLR0913, PLR0917 - each is one option of the command
    title: Annotated[str, typer.Argument(help="What is wrong, in few words.")],
    description: Annotated[str | None, typer.Option(help="The complaint in words.")] = None,
    category: Annotated[str | None, typer.Option(help="battery, motor, charging …")] = None,
    priority: Annotated[TicketPriority, typer.Option(help="How soon.")] = TicketPriority.MEDIUM,
    code: Annotated[list[str] | None, typer.Option(help="Error code; repeat it.")] = None,
    vehicle_id: Annotated[str | None, typer.Option(help="A stored vehicle (veh_...).")] = None,
    make: Annotated[str | None, typer.Option(help="Make of the vehicle.")] = None,
    model: Annotated[str | None, typer.Option(help="Model of the vehicle.")] = None,
    km: Annotated[int | None, typer.Option(min=0, help="Mileage in km.")] = None,
    plate: Annotated[str | None, typer.Option(help="Registration plate; erasable.")] = None,
    vin: Annotated[str | None, typer.Option(help="VIN; erasable.")] = None,
    customer_name: Annotated[str | None, typer.Option(help="Who brings it; erasable.")] = None,
    customer_contact: Annotated[str | None, typer.Option(help="Erasable.")] = None,
    case: Annotated[str | None, typer.Option(help="A stored diagnosis (case_...).")] = None,
    key: Annotated[str | None, typer.Option(help="The same key makes nothing new.")] = None,
    locale: Language = None,
    *,
    as_json: Json = None,
) -> None:
    """Make a ticket of the garage; the same key gives the ticket that is there."""
    settings = load_settings()
    values = {
        "title": title,
        "description": description,
        "category": category,
        "priority": priority.value,
        "error_codes_reported": code,
        "vehicle_make": make,
        "vehicle_model": model,
        "vehicle_mileage_km": km,
        "locale": locale.value if locale else None,
    }
    personal = {
        "plate": plate,
        "vin": vin,
        "customer_name": customer_name,
        "customer_contact": customer_contact,
    }
    form = TicketForm(values, personal, Links(vehicle_id=vehicle_id, case_id=case), key)
    with connect(settings) as graph:
        ticket_id = create_ticket(graph, local_principal(settings), form)[0]
        _show(graph, settings, ticket_id, locale, as_json=as_json)


@app.command("assign")
def assign(
    ticket_id: TicketId,
    technician_id: Annotated[str, typer.Argument(help="Id of the technician.")],
    name: Annotated[str | None, typer.Option(help="The technician's name.")] = None,
    locale: Language = None,
    *,
    as_json: Json = None,
) -> None:
    """Give a ticket to a technician."""
    settings = load_settings()
    with connect(settings) as graph:
        assign_ticket(graph, local_principal(settings), ticket_id, (technician_id, name))
        _show(graph, settings, ticket_id, locale, as_json=as_json)


@app.command("start")
def start(ticket_id: TicketId, locale: Language = None, *, as_json: Json = None) -> None:
    """Begin or go on with the work on a ticket."""
    _move(ticket_id, Move(TicketStatus.IN_PROGRESS), locale, as_json=as_json)


@app.command("wait")
def wait(ticket_id: TicketId, locale: Language = None, *, as_json: Json = None) -> None:
    """Note that a ticket waits for parts."""
    _move(ticket_id, Move(TicketStatus.PENDING_PARTS), locale, as_json=as_json)


@app.command("resolve")
def resolve(  # noqa: PLR0913, PLR0917 - each is one option of the command
    ticket_id: TicketId,
    resolution: Annotated[str, typer.Argument(help="What was done.")],
    kind: Annotated[ResolutionType | None, typer.Option("--type", help="Where.")] = None,
    hours: Annotated[float | None, typer.Option(min=0, help="Hours of labour.")] = None,
    labor_cost: Annotated[float | None, typer.Option(min=0, help="Instead of hours.")] = None,
    satisfaction: Annotated[int | None, typer.Option(min=1, max=5, help="The customer's.")] = None,
    locale: Language = None,
    *,
    successful: Annotated[
        bool | None, typer.Option("--successful/--unsuccessful", help="Does it hold?")
    ] = None,
    as_json: Json = None,
) -> None:
    """Say how a ticket was resolved."""
    told = {
        "resolution": resolution,
        "resolution_type": kind.value if kind else None,
        "labor_hours": hours,
        "labor_cost": labor_cost,
        "resolution_successful": successful,
        "customer_satisfaction": satisfaction,
    }
    rate = load_settings().labor_rate
    move = Move(TicketStatus.RESOLVED, resolution=told, labour_rate=rate)
    _move(ticket_id, move, locale, as_json=as_json)


@app.command("close")
def close(ticket_id: TicketId, locale: Language = None, *, as_json: Json = None) -> None:
    """Close a resolved ticket, once every piece of its parts is accounted for."""
    _move(ticket_id, Move(TicketStatus.CLOSED), locale, as_json=as_json)


@app.command("reopen")
def reopen(ticket_id: TicketId, locale: Language = None, *, as_json: Json = None) -> None:
    """Take a resolved ticket up again."""
    _move(ticket_id, Move(TicketStatus.IN_PROGRESS), locale, as_json=as_json)


@app.command("revisit")
def revisit(
    ticket_id: TicketId,
    locale: Language = None,
    *,
    again: Annotated[bool, typer.Option("--reopen", help="Also take it up again.")] = False,
    as_json: Json = None,
) -> None:
    """Tell that a repair did not hold: what it had counted for is withdrawn."""
    settings = load_settings()
    with connect(settings) as graph:
        report_revisit(graph, local_principal(settings), ticket_id, reopen=again)
        _show(graph, settings, ticket_id, locale, as_json=as_json)


def _move(ticket_id: str, move: Move, locale: Locale | None, *, as_json: bool | None) -> None:
    settings = load_settings()
    with connect(settings) as graph:
        move_ticket(graph, local_principal(settings), ticket_id, move)
        _show(graph, settings, ticket_id, locale, as_json=as_json)


def _show(
    graph: Graph,
    settings: Settings,
    ticket_id: str,
    locale: Locale | None,
    *,
    as_json: bool | None,
) -> None:
    principal: Principal = local_principal(settings)
    row = find_ticket(graph, principal, ticket_id)
    spoken = locale or Locale(settings.locale)
    shown = present_ticket(row, spoken)
    if wants_json(as_json):
        print_json(shown.model_dump(mode="json"))
        return
    for line in ticket_lines(shown, spoken):
        console().print(line)
