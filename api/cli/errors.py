"""Error codes to exit codes: a closed table. Changing a number is a breaking change."""

import json
import sys

import typer
from rich.console import Console

from graph.errors import FaultgraphError

#: Stable error code to exit code of the command line.
EXIT_CODES: dict[str, int] = {
    "internal": 1,
    "usage": 2,
    "not_found": 3,
    "conflict": 4,
    "configuration": 5,
    "invalid_input": 6,
    "knowledge": 7,
    "database_unavailable": 8,
    "database_error": 9,
    "not_ready": 10,
    "migration": 11,
    "local_server": 12,
    "integrity": 13,  # `faultgraph validate` found errors
    "integrity_warning": 14,  # it found warnings, with --strict
    "unauthorised": 15,
    "forbidden": 16,
    "too_many_attempts": 17,
    "notification": 20,
    "timeout": 124,
}


def report(error: FaultgraphError) -> typer.Exit:
    """Print an error on stderr, for people or as JSON, and return the exit to raise."""
    if sys.stderr.isatty():
        _for_people(error)
    else:
        print(json.dumps({"error": as_json(error)}, ensure_ascii=False), file=sys.stderr)  # noqa: T201
    return typer.Exit(EXIT_CODES.get(error.code, 1))


def as_json(error: FaultgraphError) -> dict[str, object]:
    """Return an error as JSON values."""
    return {
        "code": error.code,
        "message": error.message,
        "field": error.field,
        "fix": error.fix,
        "details": error.details,
    }


def _for_people(error: FaultgraphError) -> None:
    console = Console(stderr=True, highlight=False)
    where = f" ({error.field})" if error.field else ""
    console.print(f"[red]error[/red]{where}: {error.message}", soft_wrap=True)
    problems = error.details.get("problems", [])
    for line in problems[:50]:
        console.print(f"  {line}", markup=False, soft_wrap=True)
    if error.fix:
        console.print(f"[yellow]fix[/yellow]: {error.fix}", soft_wrap=True)
