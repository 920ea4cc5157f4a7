"""``faultgraph cases``: stored diagnoses, and what became of them (KG v2.8.5)."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.cli.output import console, print_json, wants_json
from api.connection import connect, open_reader
from api.http.cursor import decode_cursor, encode_cursor
from api.http.schemas.cases import (
    CaseResponse,
    CaseSummary,
    ReplayResponse,
    StandingOutput,
    ToldOutcome,
)
from api.http.schemas.diagnosis import Named
from api.presenting_cases import present_case, present_outcome, present_replay, present_summary
from api.texts import text
from engine.cases.finding import CaseFilter, find_case, list_cases
from engine.cases.outcome import Outcome, record_outcome
from engine.cases.replaying import replay_case
from engine.embedding import make_embedder
from graph.settings import Settings, load_settings
from graph.vocabulary import Locale
from graph.vocabulary_records import CaseOutcome, VerificationMethod

app = typer.Typer(help="Look at stored diagnoses and tell what became of them.")
CaseId = Annotated[str, typer.Argument(help="Id of the case: diagnosis_id of its answer.")]
LocaleOption = Annotated[Locale | None, typer.Option(help="fr or en.")]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day, in UTC.")]


@app.command("list")
def list_command(  # noqa: PLR0913, PLR0917 - each is one option of the command
    outcome: Annotated[CaseOutcome | None, typer.Option(help="Only with this outcome.")] = None,
    fault: Annotated[str | None, typer.Option(help="Predicted first, or found.")] = None,
    model: Annotated[str | None, typer.Option(help="Id of the vehicle's model.")] = None,
    since: Day = None,
    until: Day = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 20,
    cursor: Annotated[str | None, typer.Option(help="next_cursor of the page before.")] = None,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """List the garage's cases, the newest first."""
    settings = load_settings()
    language = _language(locale, settings)
    wanted = CaseFilter(
        outcome=outcome.value if outcome else None,
        fault=fault,
        model=model,
        since=_moment(since),
        until=_moment(until),
    )
    with connect(settings) as graph:
        page = list_cases(graph, settings.garage_id, wanted, limit, decode_cursor(cursor))
    found = [present_summary(case, language) for case in page.cases]
    if wants_json(as_json):
        following = encode_cursor(page.next_place) if page.next_place else None
        shown = [item.model_dump(mode="json") for item in found]
        print_json({"cases": shown, "next_cursor": following})
        return
    console().print(_table(found, language))


@app.command()
def show(case_id: CaseId, locale: LocaleOption = None, *, as_json: AsJson = None) -> None:
    """Show what was observed, what was concluded, and what became of it."""
    settings = load_settings()
    language = _language(locale, settings)
    with connect(settings) as graph:
        row = find_case(graph, case_id, settings.garage_id)
    answer = present_case(row, language, "cli")
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    _print_case(answer, language)


@app.command()
def replay(case_id: CaseId, locale: LocaleOption = None, *, as_json: AsJson = None) -> None:
    """Diagnose a stored case again with today's graph; nothing is stored."""
    settings = load_settings()
    language = _language(locale, settings)
    with connect(settings) as graph:
        reader = open_reader(graph, make_embedder(settings.embedder))
        answer = present_replay(
            replay_case(graph, reader, case_id, settings.garage_id), language, "cli"
        )
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    console().print(_replayed(answer, language))
    console().print(answer.message)


@app.command("outcome")
def outcome_command(  # noqa: PLR0913, PLR0917 - each is one option of the command
    case_id: CaseId,
    outcome: Annotated[ToldOutcome, typer.Argument(help="What became of the diagnosis.")],
    fault: Annotated[
        str | None,
        typer.Option(help='The fault that was found; "unlisted": not in the graph.'),
    ] = None,
    method: Annotated[VerificationMethod | None, typer.Option(help="How it is known.")] = None,
    key: Annotated[str | None, typer.Option(help="Key of the repair: it teaches once.")] = None,
    notes: Annotated[str | None, typer.Option(help="Free text, erasable.")] = None,
    locale: LocaleOption = None,
    *,
    as_json: AsJson = None,
) -> None:
    """Tell what became of a diagnosis: the graph learns from it, once."""
    settings = load_settings()
    told = Outcome(CaseOutcome(outcome.value), fault, method, key, notes)
    with connect(settings) as graph:
        done = record_outcome(graph, case_id, settings.garage_id, told)
    answer = present_outcome(done, _language(locale, settings), "cli")
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    console().print(answer.message)


def _language(locale: Locale | None, settings: Settings) -> Locale:
    return locale or Locale(settings.locale)


def _moment(day: datetime | None) -> str | None:
    return day.replace(tzinfo=UTC).isoformat() if day else None


def _table(cases: list[CaseSummary], locale: Locale) -> Table:
    table = Table(
        *(text(key, locale) for key in ("case", "date", "predicted")),
        "%",
        *(text(key, locale) for key in ("outcome", "found")),
    )
    for item in cases:
        share = item.predicted_probability
        table.add_row(
            item.case_id,
            f"{item.created_at:%Y-%m-%d %H:%M}",
            _label(item.predicted_fault),
            "" if share is None else f"{share:.1f}",
            text(item.outcome.value, locale),
            _label(item.fault),
        )
    return table


def _print_case(answer: CaseResponse, locale: Locale) -> None:
    out = console()
    out.print(_table([answer], locale))
    vehicle = answer.vehicle
    named = " ".join(_label(item) for item in (vehicle.make, vehicle.model, vehicle.engine) if item)
    version = f"{text('graph_version', locale)} {answer.diagnosed_with}"
    out.print(Text(f"{text('vehicle', locale)}: {named or '?'} · {version}"))
    findings = Table(text("finding", locale), text("state", locale))
    for item in answer.observables:
        findings.add_row(item.observable.label, text(item.state.value, locale))
    faults = Table("#", text("fault", locale), text("probability", locale))
    for each in answer.conclusions:
        faults.add_row(str(each.rank), each.fault.label, f"{each.probability:.1f} %")
    out.print(findings)
    out.print(faults)


def _replayed(answer: ReplayResponse, locale: Locale) -> Table:
    then, now = text("then", locale), text("now", locale)
    table = Table(
        text("fault", locale),
        f"{then} ({text('graph_version', locale)} {answer.then.graph_version})",
        f"{now} ({answer.now.graph_version})",
        text("change", locale),
    )
    for item in answer.faults:
        change = "" if item.change is None else f"{item.change:+.1f}"
        table.add_row(item.fault.label, _standing(item.then), _standing(item.now), change)
    return table


def _standing(standing: StandingOutput | None) -> str:
    return "" if standing is None else f"{standing.rank}. {standing.probability:.1f} %"


def _label(named: Named | None) -> str:
    return named.label if named else ""
