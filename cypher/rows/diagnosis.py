"""Rows of the queries below ``cypher/diagnosis``."""

from typing import Annotated, Any

from pydantic import SkipValidation, model_validator

from cypher.rows import Row

#: [fault, weight, alpha, beta, qualifier, ratio] of a relationship of a finding.
FindingEdgeTuple = tuple[
    str, float, float | None, float | None, list[str] | None, list[float] | None
]


#: [id, prior rate, applicability class, safety level, prior strength] of a fault.
FaultTuple = tuple[str, float, str, str, float | None]
#: [fault, scopes, alpha of each, beta of each]: what outcomes on some vehicles taught.
ScopedCountsTuple = tuple[str, list[str], list[float], list[float]]


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
    edges: Annotated[list[FindingEdgeTuple], SkipValidation]
    scoped: tuple[ScopedCountsTuple, ...] = ()


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
    edges: Annotated[list[tuple[str, float]], SkipValidation]
    scoped: tuple[ScopedCountsTuple, ...] = ()


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


class OutcomesRow(Row):
    """What confirmed outcomes add to the priors, on all vehicles.

    Attributes:
        unit: prior rate that one outcome is worth; None before the first outcome.
        unlisted: outcomes whose cause is not in the graph.
        faults: [fault, outcomes] of the faults that were read.
        masses: [applicability class, safety level, outcomes], read or not.
    """

    unit: float | None = None
    unlisted: float | None = None
    faults: tuple[tuple[str, float], ...] = ()
    masses: tuple[tuple[str, str, float], ...] = ()


class TraceEvidenceRow(Row):
    """Everything one turn needs, with ids where the record has numbers.

    Thousands of edges are not checked one by one: that would take longer than the query. A test
    checks real records against the types that are declared here.
    """

    graph_version: int
    unlisted_prior: float
    calibration: CalibrationRow
    findings: list[ObservedFinding]
    faults: Annotated[list[FaultTuple], SkipValidation]
    affects: list[
        tuple[
            str,
            str,
            float | None,
            int | None,
            int | None,
            int | None,
            int | None,
            float | None,
            str,
            list[str] | None,
        ]
    ]
    exposure: list[tuple[str, float]]
    curves: list[tuple[str, float, list[float], list[float], int, float]]
    prior_mass: list[tuple[str, str, float, int]]
    questions: list[QuestionRow]
    tests: list[TestRow]
    candidates: list[CandidateRow]
    outcomes: OutcomesRow = OutcomesRow()

    @model_validator(mode="before")
    @classmethod
    def _put_ids_back(cls, record: Any) -> Any:
        """Turn the record of the driver, which is made of lists, into rows with ids."""
        firsts = [items[0] for name in _NUMBERED if (items := record[name])]
        is_made = any(isinstance(item, (Row, tuple)) for item in firsts)
        return record if is_made else _with_ids(record)


#: Fields of a record that hold numbers or need ids; rows that code made hold models and tuples.
_NUMBERED = ("faults", "findings", "questions", "tests", "candidates")


def _with_ids(record: dict[str, Any]) -> dict[str, Any]:
    edges: dict[int, list[FindingEdgeTuple]] = {item["position"]: [] for item in record["findings"]}
    scoped: dict[int, list[ScopedCountsTuple]] = {position: [] for position in edges}
    faults = []
    for fault_id, rate, applicability, level, strength, links, taught in record["faults"]:
        faults.append((fault_id, rate, applicability, level, strength))
        for position, weight, alpha, beta, *varies in links:
            qualifier, ratio = varies or (None, None)
            edges[position].append((fault_id, weight, alpha, beta, qualifier, ratio))
        for position, scopes, alphas, betas in taught:
            scoped[position].append((fault_id, scopes, alphas, betas))
    chosen = [item["fault"] for item in record["candidates"]]
    asked = [question[0] for question in record["questions"]]
    return {
        **record,
        "faults": faults,
        "findings": [
            {**item, "edges": edges[item["position"]], "scoped": scoped[item["position"]]}
            for item in record["findings"]
        ],
        "questions": [
            {
                "id": key,
                "observable_type": kind,
                "leak": leak,
                "unlisted_rate": unlisted_rate,
                "applies": applies,
                "edges": [(chosen[at], weight) for at, weight in links],
                "scoped": [(chosen[at], *counts) for at, *counts in taught],
            }
            for key, kind, leak, unlisted_rate, applies, links, taught in record["questions"]
        ],
        "tests": [
            {
                "id": key,
                "minutes": minutes,
                "cost_eur": cost_eur,
                "skill": skill,
                "reveals": [asked[at] for at in reveals],
            }
            for key, minutes, cost_eur, skill, reveals in record["tests"]
        ],
    }


class TraceDisplayRow(Row):
    """What an answer shows; maps as the query's header says."""

    faults: list[dict[str, Any]]
    names: list[dict[str, Any]]
