"""``faultgraph scan``: the codes of a scan tool's report."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.cli.output import console, print_json, wants_json
from api.http.schemas.scan import ScanResponse
from api.presenting_scans import present_scan
from api.texts import text
from engine.scan.report import ScanReport, parse_report
from graph.errors import InvalidInputError
from graph.settings import load_settings
from graph.vocabulary import Locale


def scan(
    file: Annotated[str, typer.Argument(help="Text of the report; - reads it from stdin.")],
    locale: Annotated[Locale | None, typer.Option(help="fr or en.")] = None,
    *,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Show the codes that a report lists, and what was left out; no database is needed."""
    language = locale or Locale(load_settings().locale)
    answer = present_scan(read_report(file), None, language, "cli")
    if wants_json(as_json):
        print_json(answer.model_dump(mode="json"))
        return
    _print(answer, language)


def read_report(file: str) -> ScanReport:
    """Return the report in a file, or on stdin for ``-``.

    Raises:
        InvalidInputError: the file cannot be read as UTF-8 text, or is too long.
    """
    try:
        content = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            f"the report {file!r} cannot be read: {error}",
            field="scan",
            fix="give a text file in UTF-8, or - for stdin",
            key="scan.unreadable",
            values={"file": file},
        ) from error
    return parse_report(content, "scan")


def _print(answer: ScanResponse, locale: Locale) -> None:
    out = console()
    if answer.observables:
        out.print(_codes(answer, locale))
    else:
        out.print(Text(text("scan_none", locale), style="yellow"))
    if answer.scan_complete:
        out.print(Text(text("scan_is_complete", locale), style="green"))
    for item in answer.ignored:
        said = f" {item.text}" if item.text else ""
        place = f"{text('scan_ignored', locale)}, {text('scan_line', locale).lower()} {item.line}"
        out.print(Text(f"{place}:{said} ({item.explanation})", style="dim"))


def _codes(answer: ScanResponse, locale: Locale) -> Table:
    keys = ("scan_line", "scan_code", "state", "scan_module", "scan_words", "scan_frame")
    table = Table(
        *(text(key, locale) for key in keys),
        title=text("scan_codes", locale),
        title_justify="left",
    )
    for item, where in zip(answer.observables, answer.lines, strict=True):
        status = text(item.dtc_status.value, locale) if item.dtc_status else ""
        frame = ", ".join(f"{name} {value:g}" for name, value in item.freeze_frame.items())
        row = (str(where.line), item.code, status, where.module or "", where.description, frame)
        table.add_row(*(Text(cell) for cell in row))
    return table
