"""Garages: what tickets, cases, vehicles, users and keys belong to."""

from cypher.library import query
from cypher.rows import access as rows
from engine.clock import time_of_write
from engine.users.accounts import check_garage_id
from graph.errors import ConflictError
from graph.nodes.check import check_properties
from graph.session import Graph
from graph.vocabulary import Label

MERGE_NAMED_GARAGE = query("access/merge_named_garage", rows.MergeNamedGarageRow)
LIST_GARAGES = query("access/list_garages", rows.ListGaragesRow)


def create_garage(graph: Graph, garage_id: str, name: str) -> bool:
    """Make a garage; return whether it was not there yet, under the same name.

    Raises:
        ConflictError: there is one with the id and another name.
        InvalidInputError: a value is not one that a garage may have.
    """
    check_garage_id(garage_id)
    check_properties(Label.GARAGE, {"id": garage_id, "name": name})
    made = graph.write(MERGE_NAMED_GARAGE, id=garage_id, name=name, now=time_of_write())[0]
    if made.name != name:
        raise ConflictError(
            f"there is a garage {garage_id!r} with another name",
            field="garage_id",
            fix="take another id",
            key="garage.taken",
            values={"id": garage_id},
        )
    return made.created


def list_garages(graph: Graph, after: str, limit: int) -> rows.ListGaragesRow:
    """Return up to ``limit`` garages after an id."""
    return graph.read(LIST_GARAGES, after=after, limit=limit)[0]
