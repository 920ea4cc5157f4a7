"""``faultgraph diagnose``: a complaint and codes in, a ranked and explained table out."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.cli.commands.scan import read_report
from api.cli.explained_screen import print_explained
from api.cli.interview.screen import print_plan, print_together
from api.cli.output import console, print_json, wants_json
from api.cli.safety_screen import print_safety
from api.connection import connect, open_reader
from api.explaining import present_explained
from api.http.schemas.diagnosis import DiagnoseResponse, DiagnosisOutput, ReasonOutput
from api.http.schemas.explained import ExplainedResponse
from api.presenting import present
from api.rules import rules_of
from api.texts import text
from engine.cases.storing import store_case
from engine.codes.parsing import is_oem_code
from engine.diagnose import DiagnosisRequest, diagnose
from engine.embedding import make_embedder
from engine.evidence import ReportedFinding
from engine.scan.report import EMPTY_REPORT, complete_scan
from engine.vehicle import VehicleDescription
from graph.errors import InvalidInputError
from graph.settings import Settings, load_settings
from graph.vocabulary import DTC_PATTERN, EvidenceState, Locale, Powertrain, VehicleType
from graph.vocabulary_answers import UsageHint
from graph.vocabulary_codes import CodeSystem

_ID = re.compile(r"^(symptom|sign|dtc)\.\S+$")
_CODE = re.compile(DTC_PATTERN, re.IGNORECASE | re.ASCII)
#: One word that can only be meant as a code: P9Z99, P01711.
_LIKE_CODE = re.compile(r"^[A-Za-z]\d[0-9A-Za-z-]{2,6}$")
_LEVEL_STYLE = {"critical": "bold white on red", "urgent": "bold red", "warning": "yellow"}
Findings = Annotated[
    list[str] | None,
    typer.Argument(help="Complaint in words, trouble codes and observable ids, in any mix."),
]
Absent = Annotated[
    list[str] | None, typer.Option(help="Something that is not there; may be repeated.")
]
Unknown = Annotated[list[str] | None, typer.Option(help="Something that could not be checked.")]
Vehicle = Annotated[str | None, typer.Option(help='For example "Renault Clio IV 0.9 TCe 2014".')]
ScanFile = Annotated[
    str | None, typer.Option(help="File with a scan tool's report; - reads it from stdin.")
]
ScanComplete = Annotated[
    bool | None,
    typer.Option(
        help="Codes that are not listed are absent; default: as the report says of itself."
    ),
]
ScanSystems = Annotated[
    list[CodeSystem] | None,
    typer.Option(help="What was scanned; default: powertrain and what the codes are of."),
]
Usage = Annotated[
    list[UsageHint] | None,
    typer.Option(help="How the vehicle is used; weighs root causes; may be repeated."),
]
Explain = Annotated[bool, typer.Option("--explain", help="Explain the first faults in full.")]
Store = Annotated[bool, typer.Option("--store/--no-store", help="Keep the diagnosis as a case.")]
AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]


def diagnose_command(  # noqa: PLR0913, PLR0917 - each is one option of the command
    findings: Findings = None,
    absent: Absent = None,
    unknown: Unknown = None,
    vehicle: Vehicle = None,
    km: Annotated[int | None, typer.Option(min=0, help="Mileage in km.")] = None,
    vin: Annotated[str | None, typer.Option(help="Vehicle identification number.")] = None,
    vehicle_id: Annotated[str | None, typer.Option(help="A stored vehicle (veh_...).")] = None,
    powertrain: Annotated[Powertrain | None, typer.Option(help="What drives it.")] = None,
    vehicle_type: Annotated[VehicleType | None, typer.Option(help="Kind of vehicle.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many faults to show.")] = 5,
    locale: Annotated[Locale | None, typer.Option(help="fr or en.")] = None,
    usage: Usage = None,
    *,
    explain: Explain = False,
    store: Store = False,
    scan: ScanFile = None,
    scan_complete: ScanComplete = None,
    scan_system: ScanSystems = None,
    svg: Annotated[Path | None, typer.Option(help="Also save the table as a picture.")] = None,
    as_json: AsJson = None,
) -> None:
    """Rank the faults that explain what was found, with reasons for and against."""
    settings = load_settings()
    language = locale or Locale(settings.locale)
    report = read_report(scan) if scan else EMPTY_REPORT
    request = DiagnosisRequest(
        findings=(
            *report.findings(),
            *reported(findings, EvidenceState.PRESENT),
            *reported(absent, EvidenceState.ABSENT),
            *reported(unknown, EvidenceState.UNKNOWN),
        ),
        vehicle=VehicleDescription(
            text=vehicle,
            mileage_km=km,
            powertrain=powertrain,
            vehicle_type=vehicle_type,
            vin=vin,
            vehicle_id=vehicle_id,
            garage_id=settings.garage_id,
        ),
        limit=limit,
        rules=rules_of(settings),
        usage=tuple(usage or ()),
        year_now=datetime.now(UTC).year,
        scan=complete_scan(report, scan_complete, scan_system or ()),
    )
    answer = _answer(settings, request, language, explain=explain, store=store)
    _show(answer, language, svg, as_json=wants_json(as_json))


def _answer(
    settings: Settings, request: DiagnosisRequest, locale: Locale, *, explain: bool, store: bool
) -> DiagnoseResponse:
    with connect(settings) as graph:
        verdict = diagnose(graph, open_reader(graph, make_embedder(settings.embedder)), request)
        shown = present_explained if explain else present
        answer = shown(verdict, locale, "cli", settings.catalogue_url)
        if store:
            answer.diagnosis_id = store_case(
                graph, verdict, request, settings.garage_id, locale=locale
            )
    return answer


def reported(said: list[str] | None, state: EvidenceState) -> list[ReportedFinding]:
    """Return the findings of the command line: ids, codes, and anything else as words.

    Raises:
        InvalidInputError: one is empty, or looks like a code that cannot exist.
    """
    found = []
    for word in said or []:
        field = state.value if state is not EvidenceState.PRESENT else "finding"
        if not word.strip():
            raise InvalidInputError(
                "an empty finding", field=field, fix="say what was found", key="finding.empty"
            )
        if _ID.match(word):
            found.append(ReportedFinding(state=state, id=word, field=field))
        elif _CODE.match(word) or is_oem_code(word):
            found.append(ReportedFinding(state=state, code=word, field=field))
        elif _LIKE_CODE.match(word):
            raise InvalidInputError(
                f"{word!r} looks like a trouble code, but no such code can exist",
                field=field,
                fix="a code is a letter P, B, C or U, a digit 0-3 and three more of 0-9 or A-F;"
                " anything else is said in words",
                key="code.invalid",
                values={"code": word},
            )
        else:
            found.append(ReportedFinding(state=state, text=word, field=field))
    return found


def _show(answer: DiagnoseResponse, locale: Locale, svg: Path | None, *, as_json: bool) -> None:
    if as_json:
        print_json(answer.model_dump(mode="json", by_alias=True))
        return
    out = Console(record=True, width=110) if svg else console()
    _print(out, answer, locale)
    if svg:
        out.save_svg(str(svg), title="faultgraph diagnose")


def _print(out: Console, answer: DiagnoseResponse, locale: Locale) -> None:
    out.print(_vehicle_line(answer, locale))
    out.print(_understood(answer, locale))
    if not any(item.matched for item in answer.observables):
        out.print(Text(text("no_evidence", locale), style="yellow"))
    out.print(_ranking(answer, locale))
    print_safety(out, answer.safety, locale)
    if answer.abstains:
        out.print(Text(answer.abstains, style="yellow"))
    if isinstance(answer, ExplainedResponse):
        print_explained(out, answer, locale)
    else:
        for diagnosis in answer.diagnoses[:3]:
            out.print(_panel(diagnosis, locale))
    print_together(out, answer, locale)
    _print_questions(out, answer, locale)
    _print_changes(out, answer, locale)
    print_plan(out, answer, locale)
    if answer.diagnosis_id:
        out.print(Text(text("stored_as", locale).format(id=answer.diagnosis_id)))


def _print_questions(out: Console, answer: DiagnoseResponse, locale: Locale) -> None:
    if answer.should_stop and answer.stop_reason:
        again = ", ".join(item.label for item in answer.recheck)
        out.print(Text(text(answer.stop_reason, locale), style="green"))
        if again:
            out.print(Text(f"  {text('recheck', locale)}: {again}", style="yellow"))
        return
    out.print(Text(text("next_questions", locale), style="bold"))
    for place, item in enumerate(answer.next_questions[:3], start=1):
        cost = f"{text(item.cost.skill, locale)}, {item.cost.minutes:g} min"
        out.print(Text(f"  {place}. {item.question} ({cost})"))


def _print_changes(out: Console, answer: DiagnoseResponse, locale: Locale) -> None:
    if not answer.would_change:
        return
    out.print(Text(text("would_change", locale), style="bold"))
    for item in answer.would_change[:2]:
        needed = " + ".join(
            f"{each.label} ({text(each.state.value, locale)})"
            for each in [item.condition, *item.also]
        )
        share = _percent(item.probability, locale)
        out.print(Text(f"  {needed} → {item.then_label} {share}"))


def _vehicle_line(answer: DiagnoseResponse, locale: Locale) -> Text:
    label = answer.vehicle.label or "?"
    line = Text.assemble((f"{text('vehicle', locale)}: ", "bold"), label)
    for note in answer.vehicle.notes:
        line.append(f"\n  {note}", style="yellow")
    return line


def _understood(answer: DiagnoseResponse, locale: Locale) -> Table:
    table = Table(
        text("said", locale),
        text("taken_for", locale),
        text("state", locale),
        title=text("understood", locale),
        title_justify="left",
    )
    for item in answer.observables:
        taken = item.matched.label if item.matched else "?"
        if item.note:
            others = ", ".join(other.label for other in item.alternatives[:3])
            taken += f" ({item.note}{': ' + others if others and not item.matched else ''})"
        table.add_row(Text(item.input), Text(taken), text(item.state.value, locale))
    return table


def _ranking(answer: DiagnoseResponse, locale: Locale) -> Table:
    table = Table("#", text("fault", locale), title=text("diagnosis", locale), title_justify="left")
    table.add_column(text("probability", locale), justify="right")
    table.add_column("")
    table.add_column(text("safety", locale))
    for item in answer.diagnoses:
        level = Text(text(item.safety_level, locale), style=_LEVEL_STYLE.get(item.safety_level, ""))
        table.add_row(
            str(item.rank),
            item.fault.label,
            _percent(item.probability, locale),
            _bar(item.probability),
            level,
        )
    for key, share in (
        ("other_faults", answer.other_faults_probability),
        ("unlisted", answer.unlisted_probability),
    ):
        name = Text(text(key, locale), style="dim")
        table.add_row("", name, _percent(share, locale), _bar(share), "")
    return table


def _panel(item: DiagnosisOutput, locale: Locale) -> Panel:
    lines: list[Text] = [Text(item.description)]
    if item.safety_reason:
        style = _LEVEL_STYLE.get(item.safety_level, "")
        lines.append(Text(item.safety_reason, style=style))
    lines += _reasons("for", item.reasons_for, "green", locale)
    lines += _reasons("against", item.reasons_against, "red", locale)
    if item.verification:
        lines.append(_labelled("first_check", item.verification.quick_test, locale))
    causes = [f"{c.cause.label} ({c.probability:.0f} %)" for c in item.root_causes[:3]]
    actions = [f"{a.label} ({a.duration_minutes} min)" for a in item.actions[:3]]
    parts = [f"{p.label} ({p.probability:.0f} %)" for p in item.parts[:4] if p.fits is not False]
    for key, values in (("root_causes", causes), ("actions", actions), ("parts", parts)):
        if values:
            lines.append(_labelled(key, ", ".join(values), locale))
    if not item.reviewed:
        lines.append(Text(text("not_reviewed", locale), style="dim italic"))
    low, high = item.probability_interval
    confidence = f"{text('confidence', locale).lower()} {item.confidence:.0f}/100"
    title = (
        f"{item.rank}. {item.fault.label}  {_percent(item.probability, locale)}"
        f" ({low:.0f}-{high:.0f} %, {confidence})"
    )
    return Panel(Group(*lines), title=title, title_align="left")


def _reasons(key: str, reasons: list[ReasonOutput], style: str, locale: Locale) -> list[Text]:
    lines = []
    for reason in reasons[:5]:
        state = "" if reason.state is EvidenceState.PRESENT else f" ({text('absent', locale)})"
        line = Text.assemble(
            (f"{text(key, locale):>6} ", style),
            (f"{reason.log_odds:+.2f} ", "bold"),
            f"{reason.observable.label}{state}",
        )
        if reason.path:
            line.append(f"   {reason.path[0]} -[{reason.path[1]}]-> {reason.path[2]}", style="dim")
        lines.append(line)
    return lines


def _labelled(key: str, value: str, locale: Locale) -> Text:
    return Text.assemble((f"{text(key, locale)}: ", "bold"), value)


def _percent(value: float, locale: Locale) -> str:
    shown = f"{value:.1f} %"
    return shown.replace(".", ",") if locale is Locale.FR else shown


def _bar(value: float, width: int = 20) -> str:
    filled = round(value / 100 * width)
    return "█" * filled + "░" * (width - filled)
