"""Rows of the queries below ``cypher/node``."""

from typing import Any

from cypher.rows import Row


class ListNodesRow(Row):
    """One page of nodes."""

    nodes: list[dict[str, Any]]
    graph_version: int


class ListObservableIdsRow(Row):
    """Ids of all active observables."""

    ids: list[str]
