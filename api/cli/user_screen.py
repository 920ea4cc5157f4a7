"""What the commands about users, keys and garages have in common."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.table import Table

from api.cli.output import console, print_json, wants_json

AsJson = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]


def show_rows(
    rows: Sequence[dict[str, Any]], columns: Sequence[str], *, as_json: bool | None
) -> None:
    """Print rows as JSON, or some of their columns as a table."""
    if wants_json(as_json):
        print_json(list(rows))
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in columns))
    console().print(table)
