"""Rows of the queries below ``cypher/diagnosis``."""

from typing import Any

from cypher.rows import Row

#: [fault, weight, alpha, beta, qualifier, ratio] of a relationship of a finding.
FindingEdgeTuple = tuple[
    str, float, float | None, float | None, list[str] | None, list[float] | None
]


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
    qualifier: list[str] | None = None
    qualifier_rate: list[float] | None = None
    edges: list[FindingEdgeTuple]


class QuestionRow(Row):
    """An observable that a likely fault makes more or less likely.

    Attributes:
        applies: whether it can occur on the vehicle, as far as the vehicle is known.
        edges: [fault, weight].
    """

    id: str
    observable_type: str
    leak: float
    unlisted_rate: float
    applies: bool = True
    edges: list[tuple[str, float]]


class TestRow(Row):
    """A test that reveals observables, and what it costs to do."""

    __test__ = False  # not a pytest class

    id: str
    minutes: float
    cost_eur: float
    skill: str
    reveals: list[str]


class CandidateRow(Row):
    """What repairs a likely fault, what it needs, and what it brings about.

    Attributes:
        actions: None when they were not read; else [action, P(fixed | done), minutes, labour min
            EUR, labour max EUR, parts EUR].
        parts: None when they were not read; else [part, P(needed | fault), quantity, required,
            price min EUR, price max EUR].
        effects: [fault, P(effect | this fault)].
    """

    fault: str
    actions: list[tuple[str, float, int, float, float, float]] | None
    parts: list[tuple[str, float, int, bool, float | None, float | None]] | None
    effects: list[tuple[str, float]]


class CalibrationRow(Row):
    """What confirmed cases said of the probabilities; None until there are enough."""

    calibration_temperature: float | None = None
    calibration_cases: int | None = None
    conformal_score: float | None = None
    conformal_cases: int | None = None


class TraceEvidenceRow(Row):
    """Everything one turn needs; tuples as the query's header says."""

    graph_version: int
    unlisted_prior: float
    calibration: CalibrationRow
    findings: list[ObservedFinding]
    faults: list[tuple[str, float, str, str, float | None]]
    affects: list[
        tuple[
            str,
            str,
            float | None,
            int | None,
            int | None,
            int | None,
            int | None,
            int | None,
            str,
            list[str] | None,
        ]
    ]
    exposure: list[tuple[str, int]]
    curves: list[tuple[str, float, list[float], list[float], int, float]]
    prior_mass: list[tuple[str, str, float, int]]
    questions: list[QuestionRow]
    tests: list[TestRow]
    candidates: list[CandidateRow]


class TraceDisplayRow(Row):
    """What an answer shows; maps as the query's header says."""

    faults: list[dict[str, Any]]
    names: list[dict[str, Any]]
