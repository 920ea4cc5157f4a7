"""Rows of the queries below ``cypher/code``."""

from typing import Any

from cypher.rows import Row


class ScannedCode(Row):
    """A code that a complete scan would have shown; edges are [fault, weight, alpha, beta]."""

    id: str
    code: str
    make: str
    leak: float
    unlisted_rate: float
    edges: list[tuple[str, float, float | None, float | None]]


class ListScannedCodesRow(Row):
    """Codes of a complete scan, and the faults that they point at."""

    codes: list[ScannedCode]
    faults: list[tuple[str, float, str, str, float | None]]


class TraceCodeRow(Row):
    """What the graph knows of a code; maps as the query's header says."""

    graph_version: int
    meanings: list[dict[str, Any]]
    related: list[dict[str, Any]]


class ListOemMeaningsRow(Row):
    """Meanings of makers' own codes: [position, id, make, French label, English label]."""

    meanings: list[tuple[str, str, str, str, str]]
