"""``faultgraph calibrate``: what confirmed cases say of the probabilities."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import console, print_json, wants_json
from api.connection import connect, open_reader
from engine.bench.cases import case_request, load_cases
from engine.calibrating import ConfirmedCase, fit_calibration, keep_calibration
from engine.cases.confirmed import confirmed_cases
from engine.embedding import make_embedder
from graph.errors import NotFoundError
from graph.settings import load_settings

_FIX = "tell outcomes with `faultgraph cases outcome`, or name a folder with --from"


def _of_folder(folder: Path) -> list[ConfirmedCase]:
    return [
        ConfirmedCase(case_request(case), case.expected["top"])
        for case in load_cases(folder)
        if "top" in case.expected
    ]


def calibrate(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from",
            exists=True,
            file_okay=False,
            help="Folder of confirmed cases; default: the stored cases of the garage.",
        ),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be kept, write nothing.")
    ] = False,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Fit temperature and 95 % fault sets on confirmed cases, and keep them with the graph.

    With fewer than 200 cases nothing is fitted nor written, and answers go on saying "credible".
    Loading other knowledge removes a calibration: it belongs to the weights it was fitted on.
    """
    settings = load_settings()
    with connect(settings) as graph:
        cases = _of_folder(folder) if folder else confirmed_cases(graph, settings.garage_id)
        if not cases:
            raise NotFoundError("there is no confirmed case", fix=_FIX)
        reader = open_reader(graph, make_embedder(settings.embedder))
        fitted = fit_calibration(graph, reader, cases)
        enough = fitted.cases >= fitted.cases_needed
        version = keep_calibration(graph, fitted) if enough and not dry_run else None
    if wants_json(as_json):
        print_json({**asdict(fitted), "graph_version": version})
        return
    missing = max(fitted.cases_needed - fitted.cases, 0)
    out = console()
    out.print(
        f"{fitted.cases} confirmed cases; {missing} more are needed before anything is fitted"
    )
    out.print(f"temperature {fitted.temperature or 'none'}")
    out.print(f"mean log loss {fitted.log_loss:.3f}, calibrated {fitted.calibrated_log_loss:.3f}")
    kind = "credible" if fitted.conformal_score is None else "conformal"
    out.print(f"95 % fault sets: {kind}")
    out.print("nothing was written" if version is None else f"graph version {version}")
