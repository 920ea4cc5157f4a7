"""``faultgraph interview``: asks the next best question until it may stop."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.cli.commands.diagnose import Findings, reported
from api.cli.interview.dialogue import Dialogue
from api.cli.interview.screen import print_end
from api.cli.interview.session import InterviewSession
from api.cli.output import print_json
from api.connection import connect, open_reader
from api.rules import rules_of
from api.texts import text
from engine.budget import Budget
from engine.diagnose import DiagnosisRequest
from engine.embedding import make_embedder
from engine.vehicle import VehicleDescription
from graph.settings import load_settings
from graph.vocabulary import EvidenceState, Locale, Powertrain, TestSkill, VehicleType


def interview(  # noqa: PLR0913, PLR0917 - each is one option of the command
    findings: Findings = None,
    vehicle: Annotated[
        str | None, typer.Option(help='For example "Renault Clio IV 0.9 TCe 2014".')
    ] = None,
    km: Annotated[int | None, typer.Option(min=0, help="Mileage in km.")] = None,
    powertrain: Annotated[Powertrain | None, typer.Option(help="What drives it.")] = None,
    vehicle_type: Annotated[VehicleType | None, typer.Option(help="Kind of vehicle.")] = None,
    mode: Annotated[
        TestSkill, typer.Option(help="counter: ask only; driveway: no lift; bay: all tools.")
    ] = TestSkill.BAY,
    max_questions: Annotated[int | None, typer.Option(min=0, help="Most questions.")] = None,
    max_minutes: Annotated[float | None, typer.Option(min=0, help="Most minutes of tests.")] = None,
    locale: Annotated[Locale | None, typer.Option(help="fr or en.")] = None,
    *,
    transcript: Annotated[
        Path | None, typer.Option(help="Also save what was shown and answered as text.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the final answer as JSON, the talk on stderr.")
    ] = False,
) -> None:
    """Ask the next best question until the cause is clear, then print verdict and plan.

    Answers: yes, no, ? (don't know), why, undo, stop; or oui, non, pourquoi, retour, fin.
    """
    settings = load_settings()
    language = locale or Locale(settings.locale)
    out = _console(wide=None if transcript is None else 100, on_stderr=as_json)
    said = findings or [_complaint(out, language)]
    request = DiagnosisRequest(
        findings=tuple(reported(said, EvidenceState.PRESENT)),
        vehicle=VehicleDescription(
            text=vehicle, mileage_km=km, powertrain=powertrain, vehicle_type=vehicle_type
        ),
        budget=Budget(mode, max_questions, max_minutes),
        rules=rules_of(settings),
    )
    with connect(settings) as graph:
        reader = open_reader(graph, make_embedder(settings.embedder))
        session = InterviewSession(request)
        answer = Dialogue(graph, reader, session, out, language).run()
    print_end(out, answer, language)
    if transcript:
        transcript.write_text(out.export_text(), encoding="utf-8")
    if as_json:
        print_json(answer.model_dump(mode="json", by_alias=True))


def _console(*, wide: int | None, on_stderr: bool) -> Console:
    """Return where the talk is shown; a width means that it is recorded for a transcript."""
    width = wide or (None if sys.stdout.isatty() else 100)
    return Console(record=wide is not None, highlight=False, stderr=on_stderr, width=width)


def _complaint(out: Console, locale: Locale) -> str:
    out.print(Text(text("what_happens", locale), style="bold"))
    return sys.stdin.readline().strip()
