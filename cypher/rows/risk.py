"""Rows of the queries below ``cypher/risk``."""

from typing import Any

from cypher.rows import Row


class TraceRiskProfileRow(Row):
    """What may fail on a vehicle; maps as the query's header says."""

    graph_version: int
    subjects: list[dict[str, Any]]
    models: list[dict[str, Any]]
    engines: list[dict[str, Any]]
    curves: list[dict[str, Any]]
    recurring: list[dict[str, Any]]
