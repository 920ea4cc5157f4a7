"""``faultgraph user garage``: the garages that users belong to."""

from typing import Annotated, Any

import typer

from api.cli.output import print_json
from api.cli.user_screen import AsJson, show_rows
from api.connection import connect
from api.http.schemas.access import iso
from engine.users.garages import create_garage, list_garages
from graph.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Garages.")
_COLUMNS = ("id", "name", "users", "created_at")


@app.command("create")
def create(
    garage_id: Annotated[str, typer.Argument(help="Lower-case letters, digits and _.")],
    name: Annotated[str, typer.Argument(help="Name for people.")],
) -> None:
    """Make a garage, once."""
    with connect(load_settings()) as graph:
        created = create_garage(graph, garage_id, name)
    print_json({"id": garage_id, "created": created})


@app.command("list")
def list_command(as_json: AsJson = None) -> None:
    """List the garages."""
    rows: list[dict[str, Any]] = []
    with connect(load_settings()) as graph:
        while page := list_garages(graph, rows[-1]["id"] if rows else "", 100).garages:
            rows += [{**row, "created_at": iso(row["created_at"])} for row in page]
    show_rows(rows, _COLUMNS, as_json=as_json)
