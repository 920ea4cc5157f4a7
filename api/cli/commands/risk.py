"""``faultgraph risk``: what may fail on a vehicle at its mileage."""

from typing import Annotated

import typer
from rich.table import Table

from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.http.schemas.risk import RiskProfileResponse
from api.presenting_risk import present_profile, thousands, urgency_label
from api.texts import text
from engine.risk_profile import MOST_KM, risk_profile
from graph.settings import load_settings
from graph.vocabulary import Locale

_STYLE = {"critical": "bold white on red", "high": "bold red", "medium": "yellow"}


def risk(
    subject_id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Id of a vehicle model, an engine family or a registered vehicle."
        ),
    ],
    km: Annotated[
        int | None,
        typer.Option(min=0, max=MOST_KM, help="Mileage; default: the registered vehicle's."),
    ] = None,
    locale: Annotated[Locale | None, typer.Option(help="fr or en.")] = None,
    *,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Say what may fail on a vehicle at its mileage, the most urgent first."""
    settings = load_settings()
    language = locale or Locale(settings.locale)
    with connect(settings) as graph:
        answer = present_profile(risk_profile(graph, subject_id, km), language, "cli")
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    _print(answer, language)


def _print(answer: RiskProfileResponse, locale: Locale) -> None:
    out = console()
    table = Table(title=f"{answer.vehicle.label}, {thousands(answer.current_km, locale)} km")
    for name in ("part", "risk", "ahead", "next", "urgency"):
        table.add_column(text(f"risk_table_{name}", locale))
    for item in answer.assessments:
        following = item.next_threshold_km
        table.add_row(
            item.label,
            f"{item.risk_level:.0f} % ({item.risk_label})",
            f"{item.risk_ahead:.0f} %",
            "" if following is None else f"{thousands(following, locale)} km",
            f"[{_STYLE.get(item.urgency.value, 'default')}]{urgency_label(item.urgency, locale)}",
        )
    out.print(table)
    for item in answer.assessments:
        if item.urgency.value in _STYLE:
            out.print(f"  {item.recommendation}")
    if answer.known_weaknesses:
        out.print(text("risk_weaknesses", locale))
    for weakness in answer.known_weaknesses:
        out.print(f"  {weakness.fault.label}. {weakness.says}")
    for credit in dict.fromkeys(
        source.attribution for item in answer.assessments for source in item.sources
    ):
        if credit:
            out.print(credit)
    for note in answer.notes:
        out.print(note)
