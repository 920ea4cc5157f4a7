"""``faultgraph config``: every setting, its value and where it comes from."""

from typing import Annotated

import typer
from rich.table import Table

from api.cli.output import console, print_json, wants_json
from graph.settings import Settings, load_settings, variable_name


def config(
    *,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """List the settings; secrets are shown as stars."""
    settings = load_settings()
    rows = [
        (variable_name(name), str(getattr(settings, name)), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    if wants_json(as_json):
        print_json({name: value for name, value, _ in rows})
        return
    table = Table("variable", "value", "meaning")
    for row in rows:
        table.add_row(*row)
    console().print(table)
