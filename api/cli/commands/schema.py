"""``faultgraph schema``: every name that the graph can have."""

from typing import Annotated

import typer
from rich.table import Table

from api.cli.output import console, print_json, wants_json
from api.schema_texts import schema_with_labels


def schema(
    *,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Show labels, relationship types and enumerated values; JSON has all of the schema."""
    described = schema_with_labels()
    if wants_json(as_json):
        print_json(described)
        return
    joins = Table("from", "relationship", "to", "weight")
    for kind in described["relationship_types"]:
        for ends in kind["ends"]:
            joins.add_row(ends["start"], kind["type"], ends["end"], ends["weight"] or "")
    lists = Table("list", "values")
    for each in described["enumerations"]:
        lists.add_row(each["name"], ", ".join(value["value"] for value in each["values"]))
    console().print(joins)
    console().print(lists)
