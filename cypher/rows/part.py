"""Rows of the queries below ``cypher/part``."""

from typing import Any

from cypher.rows import Row


class ListFaultPartsRow(Row):
    """A fault and its parts; maps as the query's header says."""

    fault: dict[str, Any] | None
    parts: list[dict[str, Any]]
    graph_version: int
