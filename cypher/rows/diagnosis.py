"""Rows of the queries below ``cypher/diagnosis``."""

from typing import Any

from cypher.rows import Row


class ObservedFinding(Row):
    """One finding as the graph knows it, with its relationships to applicable faults."""

    position: int
    id: str
    label_fr: str
    label_en: str
    observable_type: str
    leak: float
    unlisted_rate: float
    powertrains: list[str]
    vehicle_types: list[str]
    edges: list[tuple[str, float]]


class TraceEvidenceRow(Row):
    """Everything one diagnosis needs; tuples as the query's header says."""

    graph_version: int
    unlisted_prior: float
    findings: list[ObservedFinding]
    faults: list[tuple[str, float, str, str]]
    affects: list[tuple[str, str, float, int | None, int | None, int | None, int | None]]
    prior_mass: list[tuple[str, str, float, int]]


class TraceFaultsRow(Row):
    """What an answer shows of some faults; maps as the query's header says."""

    faults: list[dict[str, Any]]
