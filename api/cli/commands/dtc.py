"""``faultgraph dtc``: what a trouble code means."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.http.schemas.code import CodeResponse
from api.presenting_codes import present_code
from api.texts import text
from engine.codes.meaning import code_meaning
from engine.vehicle import VehicleDescription
from graph.settings import load_settings
from graph.vocabulary import Locale


def dtc(
    code: Annotated[
        str, typer.Argument(help="For example P0171, P0171-1A or a maker's own DF025.")
    ],
    make: Annotated[str | None, typer.Option(help="Whose meaning of the code comes first.")] = None,
    vehicle: Annotated[
        str | None, typer.Option(help='For example "Renault Clio IV 0.9 TCe 2014".')
    ] = None,
    locale: Annotated[Locale | None, typer.Option(help="fr or en.")] = None,
    *,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Say what a trouble code means, which faults it points at and what to test."""
    settings = load_settings()
    language = locale or Locale(settings.locale)
    described = VehicleDescription(make=make, text=vehicle) if make or vehicle else None
    with connect(settings) as graph:
        answer = present_code(code_meaning(graph, code, described), language, "cli")
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    _print(answer, language)


def _print(answer: CodeResponse, locale: Locale) -> None:
    out = console()
    out.print(Text.assemble((answer.code, "bold"), f" {answer.title or ''}"))
    if answer.note:
        out.print(Text(f"  {answer.note}", style="yellow"))
    for key, value in _structure(answer):
        out.print(Text(f"  {text(key, locale)}: {value}"))
    if answer.faults:
        out.print(_faults(answer, locale))
    for key, values in (
        ("tests", [f"{item.label} ({item.minutes:g} min)" for item in answer.tests]),
        ("related", [f"{item.code} {item.label}" for item in answer.related]),
        ("other_makes", [f"{item.make}: {item.title}" for item in answer.meanings]),
    ):
        if values:
            out.print(Text(f"{text(key, locale)}: {', '.join(values)}"))


def _structure(answer: CodeResponse) -> list[tuple[str, str]]:
    """Return what the form of the code says, by the key of its heading."""
    found = [("controlled", answer.controlled_by.label)]
    if answer.system:
        about = [answer.system.label, *filter(None, [answer.subsystem])]
        found.insert(0, ("system", ", ".join(about)))
    if answer.failure_type:
        shown = answer.failure_type
        found.append(("failure_type", f"{shown.byte} {shown.meaning} ({shown.group})"))
    return found


def _faults(answer: CodeResponse, locale: Locale) -> Table:
    table = Table(title=text("indicates", locale), title_justify="left")
    table.add_column(text("fault", locale))
    table.add_column(text("of_100", locale), justify="right")
    table.add_column(text("safety", locale))
    for fault in answer.faults:
        table.add_row(fault.label, f"{fault.weight * 100:.0f}", text(fault.safety_level, locale))
    return table
