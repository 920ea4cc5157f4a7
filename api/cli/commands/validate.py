"""``faultgraph validate``: the integrity of the live graph."""

from typing import Annotated, Any

import typer
from rich.table import Table

from api.cli.errors import EXIT_CODES
from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.presenting_integrity import present_report
from engine.validating.registry import validate_graph
from graph.settings import load_settings
from graph.vocabulary import Locale
from graph.vocabulary_records import FindingSeverity

_COLOUR = {"error": "red", "warning": "yellow", "info": "cyan"}


def validate(
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    severity: Annotated[
        FindingSeverity | None, typer.Option(help="Show findings of this severity only.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Findings shown a check.")] = 100,
    locale: Annotated[Locale, typer.Option(help="Language of the messages.")] = Locale.EN,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Check the live graph; exit code 13 on errors, 14 on warnings with --strict, else 0."""
    with connect(load_settings()) as graph:
        answer = present_report(validate_graph(graph, limit=limit), locale, severity)
    if wants_json(as_json):
        print_json(answer)
    else:
        _show(answer)
    if answer["summary"]["error"]:
        raise typer.Exit(EXIT_CODES["integrity"])
    if strict and answer["summary"]["warning"]:
        raise typer.Exit(EXIT_CODES["integrity_warning"])


def _show(answer: dict[str, Any]) -> None:
    counts = ", ".join(f"{total} {level}" for level, total in answer["summary"].items())
    checks = len(answer["checks"])
    version, elapsed = answer["graph_version"], answer["elapsed_ms"]
    console().print(f"graph version {version}: {counts} ({checks} checks, {elapsed:g} ms)")
    if not answer["findings"]:
        return
    table = Table("severity", "check", "where", "message", "fix")
    for found in answer["findings"]:
        colour = _COLOUR[found["severity"]]
        where = "\n".join([*found["node_ids"], *found["relation_ids"]])
        severity = f"[{colour}]{found['severity']}[/{colour}]"
        table.add_row(severity, found["check"], where, found["message"], found["fix"])
    console().print(table)
