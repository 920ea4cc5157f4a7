"""``faultgraph risk``: what may fail on a vehicle at its mileage."""

from collections import Counter
from typing import Annotated

import typer
from rich.table import Table

from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.http.schemas.risk import RiskAssessmentOutput, RiskProfileResponse
from api.presenting_risk import present_profile, thousands, urgency_label
from api.texts import text
from engine.risk_profile import MOST_KM, risk_profile
from graph.settings import load_settings
from graph.vocabulary import Locale
from graph.vocabulary_records import RiskUrgency

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
        answer = present_profile(
            risk_profile(graph, subject_id, km, garage_id=settings.garage_id), language, "cli"
        )
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    _print(answer, language)


def _print(answer: RiskProfileResponse, locale: Locale) -> None:
    out = console()
    table = Table(title=f"{answer.vehicle.label}, {thousands(answer.current_km, locale)} km")
    for name in ("part", "risk", "ahead", "next", "urgency"):
        table.add_column(text(f"risk_table_{name}", locale))
    counted = Counter(item.part_category for item in answer.assessments)
    twice = {category for category, count in counted.items() if count > 1}
    for item in answer.assessments:
        following = item.next_threshold_km
        table.add_row(
            _label(item, twice, locale),
            f"{item.risk_level:.0f} % ({item.risk_label})",
            f"{item.risk_ahead:.0f} %",
            "" if following is None else f"{thousands(following, locale)} km",
            f"[{_STYLE.get(item.urgency.value, 'default')}]{urgency_label(item.urgency, locale)}",
        )
    out.print(table)
    for item in answer.assessments:
        if item.urgency in (RiskUrgency.CRITICAL, RiskUrgency.HIGH):
            out.print(f"  {item.recommendation}")
    if answer.known_weaknesses:
        out.print(text("risk_weaknesses", locale))
    for line in dict.fromkeys(f"{w.fault.label}. {w.says}" for w in answer.known_weaknesses):
        out.print(f"  {line}")
    for credit in dict.fromkeys(
        source.attribution for item in answer.assessments for source in item.sources
    ):
        if credit:
            out.print(credit)
    for note in answer.notes:
        out.print(note)


def _label(item: RiskAssessmentOutput, twice: set[str], locale: Locale) -> str:
    """Return the part, with the powertrains where two curves answer for it."""
    if item.part_category not in twice:
        return item.label
    kinds = ", ".join(text(f"powertrain_{kind.value}", locale) for kind in item.engine_types)
    return f"{item.label} ({kinds})"
