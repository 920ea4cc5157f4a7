"""Rows of the queries below ``cypher/dump``."""

from typing import Any

from cypher.rows import Row


class ListDumpNodesRow(Row):
    """One node of a dump."""

    id: str
    labels: list[str]
    properties: dict[str, Any]


class ListDumpRelationshipsRow(Row):
    """One relationship of a dump."""

    start: str
    type: str
    end: str
    properties: dict[str, Any]


class CountDumpNodesRow(Row):
    """How many nodes a dump would hold."""

    total: int


class MergeDumpNodesRow(Row):
    """Where the created nodes are: (id, element id)."""

    places: list[tuple[str, str]]


class LinkDumpNodesRow(Row):
    """How many relationships were created."""

    linked: int


class ListAliasesWithoutEmbeddingRow(Row):
    """One alias that needs a vector."""

    id: str
    text: str
