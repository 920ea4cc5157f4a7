"""Rows of the queries below ``cypher/fault``."""

from cypher.rows import Row


class FindFaultRow(Row):
    """A fault that answers, or none, and the version of the graph."""

    fault_id: str | None
    graph_version: int
