"""Rows of the queries below ``cypher/code``."""

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
