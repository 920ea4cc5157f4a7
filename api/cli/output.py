"""How commands print: tables and bars for people, JSON for programs."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from graph.errors import InvalidInputError
from seeds.loader import Progress as LoadProgress


def wants_json(as_json: bool | None) -> bool:
    """Return whether to print JSON: asked for, or nothing was asked and stdout is no terminal."""
    return not sys.stdout.isatty() if as_json is None else as_json


def print_json(value: Any) -> None:
    """Print one JSON document on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))  # noqa: T201


def console() -> Console:
    """Return a console on stdout."""
    return Console(highlight=False)


def ask(question: str, *, yes: bool) -> None:
    """Go on only when a person agrees, or ``--yes`` did beforehand.

    Raises:
        InvalidInputError: nobody is there to be asked.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise InvalidInputError(question, field="--yes", fix="add --yes to answer without asking")
    typer.confirm(question, abort=True)


@contextmanager
def load_progress() -> Iterator[LoadProgress]:
    """Show one bar per stage of a load on stderr, where that is a terminal."""
    columns = (TextColumn("{task.description:>14}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done)

        yield advance
