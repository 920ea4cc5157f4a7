"""``faultgraph privacy``: what is held of people, handed out, erased, and not kept for ever."""

from typing import Annotated

import typer

from api.cli.output import ask, console, print_json, wants_json
from api.connection import connect
from engine.cases.privacy import Subject, erase, held_of, purge
from graph.settings import load_settings

app = typer.Typer(help="Personal data: hand out, erase, purge.")
Case = Annotated[str | None, typer.Option(help="Id of a case.")]
Ticket = Annotated[str | None, typer.Option(help="Id of a ticket.")]
Vin = Annotated[str | None, typer.Option(help="Vehicle identification number.")]
Plate = Annotated[str | None, typer.Option(help="Registration plate.")]
Contact = Annotated[str | None, typer.Option(help="Telephone number or e-mail address.")]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a sentence on a terminal.")
]


@app.command("export")
def export_command(
    case: Case = None,
    ticket: Ticket = None,
    vin: Vin = None,
    plate: Plate = None,
    contact: Contact = None,
) -> None:
    """Print all that the garage holds of a person or vehicle as JSON."""
    settings = load_settings()
    with connect(settings) as graph:
        held = held_of(graph, settings.garage_id, Subject(case, vin, plate, contact, ticket))
    print_json({"held": [_plain(item) for item in held]})


@app.command("erase")
def erase_command(  # noqa: PLR0913 - each is one option of the command
    case: Case = None,
    ticket: Ticket = None,
    vin: Vin = None,
    plate: Plate = None,
    contact: Contact = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = None,
) -> None:
    """Erase names, contacts, plates, VINs and free text; what was learned stays."""
    settings = load_settings()
    with connect(settings) as graph:
        held = held_of(graph, settings.garage_id, Subject(case, vin, plate, contact, ticket))
        cases, tickets = (sum(len(item[of]) for item in held) for of in ("cases", "tickets"))
        if held:
            whose = f"{cases} case(s) and {tickets} ticket(s)"
            ask(f"Erase the personal data of {whose}? This cannot be undone.", yes=yes)
        erased = erase(graph, settings.garage_id, held)
    _tell(erased, as_json)


@app.command("purge")
def purge_command(
    days: Annotated[
        int | None, typer.Option(min=1, help="Default: FAULTGRAPH_PERSONAL_DATA_DAYS.")
    ] = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Erase personal data that is older than it may be kept; run it every day."""
    settings = load_settings()
    with connect(settings) as graph:
        erased = purge(graph, settings.garage_id, days or settings.personal_data_days)
    _tell(erased, as_json)


def _tell(erased: int, as_json: bool | None) -> None:
    if wants_json(as_json):
        print_json({"erased": erased})
        return
    console().print(f"{erased} set(s) of personal data erased")


def _plain(value: object) -> object:
    """Return a value of the graph as JSON has it: times as text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value.isoformat()) if hasattr(value, "isoformat") else value
