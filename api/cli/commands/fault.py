"""``faultgraph fault show``: what the graph knows of one fault."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.http.schemas.remedies import ActionOutput, FaultSheet
from api.presenting_fault import present_sheet
from api.texts import text
from engine.fault_details import fault_knowledge
from engine.root_causes import case_facts
from engine.vehicle import RecognisedVehicle
from graph.settings import load_settings
from graph.vocabulary import Locale
from graph.vocabulary_answers import UsageHint

app = typer.Typer(help="What the graph knows of a fault.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Make `show` a command of its own, however few there are."""


@app.command()
def show(
    fault_id: Annotated[str, typer.Argument(help="Id of a fault, as fault.brake_pads_worn.")],
    km: Annotated[int | None, typer.Option(min=0, help="Mileage in km.")] = None,
    year: Annotated[int | None, typer.Option(min=1950, help="Year of the vehicle.")] = None,
    usage: Annotated[
        list[UsageHint] | None, typer.Option(help="How it is used; may be repeated.")
    ] = None,
    locale: Annotated[Locale | None, typer.Option(help="fr or en.")] = None,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Show description, root causes, actions with their steps, parts and check of a fault."""
    settings = load_settings()
    language = locale or Locale(settings.locale)
    vehicle = RecognisedVehicle(mileage_km=km, year=year)
    facts = case_facts(vehicle, usage or [], [], datetime.now(UTC).year)
    with connect(settings) as graph:
        sheet = present_sheet(fault_knowledge(graph, fault_id), facts, language, "cli")
    if wants_json(as_json):
        print_json(sheet.model_dump(mode="json"))
        return
    _print(console(), sheet, language)


def _print(out: Console, sheet: FaultSheet, locale: Locale) -> None:
    out.print(Text(sheet.fault.label, style="bold"))
    family = sheet.fault_family.label if sheet.fault_family else ""
    out.print(Text(f"{family} · {text(sheet.safety_level, locale)}", style="dim"))
    out.print(Text(sheet.description))
    if sheet.safety_reason:
        out.print(Text(sheet.safety_reason, style="yellow"))
    out.print(_causes(sheet, locale))
    for tip in sheet.prevention_advice:
        out.print(Text(f"  {text('prevention', locale)}: {tip}", style="dim"))
    out.print(_actions(sheet, locale))
    out.print(_parts(sheet, locale))
    out.print(_check(sheet, locale))
    if not sheet.reviewed:
        out.print(Text(text("not_reviewed", locale), style="dim italic"))


def _causes(sheet: FaultSheet, locale: Locale) -> Table:
    table = _table("root_causes", locale)
    table.add_column("%", justify="right")
    table.add_column(text("root_cause", locale))
    table.add_column(text("why", locale))
    for item in sheet.root_causes:
        table.add_row(f"{item.probability:.0f}", Text(item.cause.label), Text(item.explanation))
    return table


def _actions(sheet: FaultSheet, locale: Locale) -> Table:
    table = _table("actions", locale)
    table.add_column("#", justify="right")
    table.add_column(text("action", locale))
    table.add_column(text("time", locale))
    table.add_column(text("labour", locale), justify="right")
    for item in sheet.actions:
        cost = item.labor_cost_range
        money = f"{cost.min:.0f}-{cost.max:.0f} {cost.currency}"
        table.add_row(str(item.execution_order), _action(item, locale), item.duree_estimee, money)
    if sheet.total_labor_cost_range and sheet.total_estimated_time:
        whole = sheet.total_labor_cost_range
        money = f"{whole.min:.0f}-{whole.max:.0f} {whole.currency}"
        diy = text("diy_yes" if sheet.diy_feasible else "diy_no", locale)
        total = Text(f"{text('total', locale)} ({diy})", style="bold")
        table.add_row("", total, sheet.total_estimated_time, money)
    return table


def _action(item: ActionOutput, locale: Locale) -> Text:
    """Return an action with its steps, one a line."""
    kind = text(f"action_{item.action_type}", locale)
    hard = text(f"difficulty_{item.difficulty}", locale)
    need = text("mandatory", locale) if item.is_mandatory else item.condition or ""
    found = Text.assemble((item.label, "bold"), f"\n{kind}, {hard}, {need}")
    for key, words in (
        ("tools", item.tools_required),
        ("prerequisites", item.prerequisites),
        ("caution", item.warnings),
    ):
        if words:
            found.append(f"\n{text(key, locale)}: {', '.join(words)}", style="dim")
    for step in item.steps:
        found.append(f"\n{step.order}. {step.description}")
        for key, note in (("tip", step.tip), ("caution", step.warning)):
            if note:
                found.append(f"\n   {text(key, locale)}: {note}", style="yellow")
    return found


def _parts(sheet: FaultSheet, locale: Locale) -> Table:
    table = _table("parts", locale)
    table.add_column("%", justify="right")
    table.add_column(text("part", locale))
    table.add_column("×", justify="right")  # noqa: RUF001 - a quantity
    for item in sheet.parts:
        table.add_row(f"{item.probability:.0f}", Text(item.label), str(item.quantity))
    return table


def _check(sheet: FaultSheet, locale: Locale) -> Table:
    table = _table("first_check", locale)
    table.show_header = False
    check = sheet.verification
    if check is None:
        table.add_row(text("no_template", locale))
        return table
    hard = text(f"difficulty_{check.difficulty}", locale)
    for key, value in (
        ("check", check.quick_test),
        ("visual_check", check.visual_check),
        ("tools", check.tool_required),
        ("time", f"{check.estimated_time} ({hard})"),
        ("urgency", text(f"urgency_{check.default_urgency}", locale)),
        ("driving", sheet.driving),
    ):
        if value:
            table.add_row(Text(text(key, locale), style="bold"), Text(value))
    return table


def _table(key: str, locale: Locale) -> Table:
    return Table(title=text(key, locale), title_justify="left", show_lines=True)
