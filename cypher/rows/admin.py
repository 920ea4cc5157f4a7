"""Rows of the queries below ``cypher/admin``."""

from cypher.rows import Row


class CountGraphRow(Row):
    """How much the graph holds; tuples as the query's header says."""

    graph_version: int
    updated_at: str | None
    nodes: list[tuple[list[str], str | None, str | None, int, int]]
    relationships: list[tuple[str, str | None, str | None, int, int, int]]
    cases: list[tuple[str, int]]
    systems: list[tuple[str, str, str, int, int, int]]
    ledger_entries: int


class ListOfflineIndexesRow(Row):
    """One index that is not online."""

    name: str
    state: str


class CheckAliveRow(Row):
    """A sign of life."""

    alive: bool


class CountMissingVectorsRow(Row):
    """How many aliases have no vector."""

    missing: int


class FindGraphVersionRow(Row):
    """The version of the graph."""

    version: int


class CountCoverageRow(Row):
    """What the graph knows about each fault; tuples as the query's header says."""

    families: list[tuple[str, str, str]]
    faults: list[tuple[str, str, int, int, int, int, int, int, int, int, int, int]]
