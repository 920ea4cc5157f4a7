"""A ticket on a terminal, in the words of a workshop."""

from collections.abc import Iterable, Iterator

from rich.markup import escape
from rich.table import Table

from api.http.schemas.tickets import StatusStep, TicketOutput, TicketPart, TicketSummary
from api.texts import text
from graph.vocabulary import Locale


def ticket_table(tickets: Iterable[TicketSummary], locale: Locale) -> Table:
    """Return a list of tickets."""
    table = Table()
    for key in ("ticket_id", "ticket_status", "ticket_priority", "ticket_title", "ticket_vehicle"):
        table.add_column(text(key, locale), no_wrap=key == "ticket_id")
    for ticket in tickets:
        table.add_row(
            ticket.ticket_id,
            text(f"ticket_{ticket.status}", locale),
            text(f"ticket_priority_{ticket.priority}", locale),
            escape(ticket.title),
            escape(" ".join(filter(None, [ticket.vehicle_make, ticket.vehicle_model]))),
        )
    return table


def ticket_lines(ticket: TicketOutput, locale: Locale) -> Iterator[str]:
    """Yield a whole ticket, a line at a time; what is not known is left out."""
    yield f"[bold]{escape(ticket.title)}[/bold]"
    status = text(f"ticket_{ticket.status}", locale)
    priority = text(f"ticket_priority_{ticket.priority}", locale)
    yield f"{ticket.ticket_id} · {status} · {priority} · v{ticket.version}"
    if ticket.description:
        yield escape(ticket.description)
    model = " ".join(filter(None, [ticket.vehicle_make, ticket.vehicle_model]))
    vehicle = [model, ticket.vehicle_number, ticket.vin]
    mileage = [f"{ticket.vehicle_mileage_km} km"] if ticket.vehicle_mileage_km is not None else []
    yield from _line("ticket_vehicle", [*vehicle, *mileage], locale)
    customer = [ticket.customer_name, ticket.customer_contact]
    yield from _line("ticket_customer", customer, locale)
    yield from _line("card_codes", ticket.error_codes_reported, locale)
    worker = ticket.assigned_technician_name or ticket.assigned_technician_id
    yield from _line("ticket_technician", [worker], locale)
    yield from _suggestions(ticket, locale)
    yield from _line("card_parts", [_part(each, locale) for each in ticket.parts_used], locale)
    yield from _line("ticket_resolution", [ticket.resolution], locale)
    yield from _costs(ticket, locale)
    yield from _line(
        "ticket_history", [_step(each, locale) for each in ticket.status_history], locale
    )


def _suggestions(ticket: TicketOutput, locale: Locale) -> Iterator[str]:
    if ticket.suggestions:
        yield _heading("ticket_suggestions", locale)
    for each in ticket.suggestions:
        yield f"  {each.rank}. {each.score:.2f}  {escape(each.title or '')}  ({each.failure_id})"
    if ticket.ai_match_error:
        yield from _line("ticket_no_match", [ticket.ai_match_error], locale)


def _costs(ticket: TicketOutput, locale: Locale) -> Iterator[str]:
    labour = ticket.labor_cost or 0.0
    if not (ticket.parts_cost or labour):
        return
    said = text("ticket_cost_sum", locale).format(
        parts=f"{ticket.parts_cost:.2f}", labour=f"{labour:.2f}"
    )
    yield f"{_heading('ticket_cost', locale)} {ticket.actual_cost:.2f} {ticket.currency} ({said})"


def _part(part: TicketPart, locale: Locale) -> str:
    """Return a part with what became of its pieces."""
    counts = {
        "used": part.quantity_used,
        "returned": part.quantity_returned,
        "damaged": part.quantity_damaged,
    }
    counts["open"] = part.quantity_allocated - sum(counts.values())
    said = [
        f"{count} {text(f'ticket_part_{name}', locale)}" for name, count in counts.items() if count
    ]
    name = part.part.label if part.part else part.part_name
    return f"{name} ({', '.join(said)})"


def _step(step: StatusStep, locale: Locale) -> str:
    return f"{text(f'ticket_{step.status}', locale)} ({step.timestamp:%Y-%m-%d %H:%M})"


def _line(key: str, items: Iterable[str | None], locale: Locale) -> Iterator[str]:
    said = [escape(item) for item in items if item]
    if said:
        yield f"{_heading(key, locale)} {', '.join(said)}"


def _heading(key: str, locale: Locale) -> str:
    return f"[bold]{text(key, locale)}[/bold]" + (" :" if locale is Locale.FR else ":")
