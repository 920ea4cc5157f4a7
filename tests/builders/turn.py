"""The record of one turn in a few lines, as the query would return it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cypher.rows.diagnosis import (
    CalibrationRow,
    CandidateRow,
    FindingEdgeTuple,
    ObservedFinding,
    QuestionRow,
    TestRow,
    TraceEvidenceRow,
)
from engine.evidence import KnownFinding
from engine.turn import Turn, build_turn
from engine.vehicle import RecognisedVehicle
from graph.vocabulary import EvidenceState

#: Pseudo-observations behind each weight.
STRENGTH = 4.0
Affects = tuple[
    str, str, float | None, int | None, int | None, int | None, int | None, float | None
]
#: The same with relation id and the models that it is bound to.
BoundAffects = tuple[
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
Curve = tuple[str, float, list[float], list[float]]
#: The same with how specific it is, and its confidence.
RatedCurve = tuple[str, float, list[float], list[float], int, float]


@dataclass(frozen=True)
class Action:
    """A repair of one fault: P(fixed | done), and what it takes."""

    weight: float = 1.0
    minutes: int = 30
    labour_eur: tuple[float, float] = (50.0, 50.0)
    parts_eur: float = 0.0


@dataclass(frozen=True)
class Part:
    """A part of one fault: P(needed | fault), and its price range."""

    weight: float = 1.0
    quantity: int = 1
    price_eur: tuple[float | None, float | None] = (100.0, 100.0)
    is_required: bool = True


def finding_row(  # noqa: PLR0913 - each is one property of the observable
    key: str,
    links: Mapping[str, float],
    *,
    position: int = 0,
    leak: float = 0.01,
    unlisted_rate: float = 0.02,
    base: Mapping[str, float] | None = None,
    ratios: Mapping[str, Mapping[str, float]] | None = None,
) -> ObservedFinding:
    """Return a finding with its relationships.

    Args:
        key: id of the observable.
        links: weight of each fault.
        position: in the request.
        leak: P(present | a fault without a relationship).
        unlisted_rate: P(present | a cause that is not in the graph).
        base: ``tax_temp=froid`` and the like, P(value | present).
        ratios: the same names by fault, P(value | present, fault) / P(value | present).
    """
    edges: list[FindingEdgeTuple] = []
    for fault, weight in links.items():
        told = (ratios or {}).get(fault, {})
        edges.append(
            (
                fault,
                weight,
                STRENGTH * weight,
                STRENGTH * (1.0 - weight),
                list(told) or None,
                list(told.values()) or None,
            )
        )
    return ObservedFinding(
        position=position,
        id=key,
        label_fr=key,
        label_en=key,
        observable_type=key.split(".", 1)[0],
        leak=leak,
        unlisted_rate=unlisted_rate,
        powertrains=[],
        vehicle_types=[],
        qualifier=list(base or {}) or None,
        qualifier_rate=list((base or {}).values()) or None,
        edges=edges,
    )


def question_row(
    key: str,
    links: Mapping[str, float],
    *,
    leak: float = 0.01,
    unlisted_rate: float = 0.02,
    applies: bool = True,
) -> QuestionRow:
    """Return an observable that the candidates bear on."""
    return QuestionRow(
        id=key,
        observable_type=key.split(".", 1)[0],
        leak=leak,
        unlisted_rate=unlisted_rate,
        applies=applies,
        edges=list(links.items()),
    )


def revealing(
    key: str,
    reveals: Sequence[str],
    *,
    minutes: float = 10.0,
    cost_eur: float = 0.0,
    skill: str = "driveway",
) -> TestRow:
    """Return a test that reveals observables."""
    return TestRow(id=key, minutes=minutes, cost_eur=cost_eur, skill=skill, reveals=list(reveals))


def candidate_row(
    fault: str,
    actions: Mapping[str, Action] | None = None,
    parts: Mapping[str, Part] | None = None,
    effects: Mapping[str, float] | None = None,
) -> CandidateRow:
    """Return what repairs a fault, what it needs and what it brings about."""
    return CandidateRow(
        fault=fault,
        actions=[
            (key, item.weight, item.minutes, *item.labour_eur, item.parts_eur)
            for key, item in (actions or {}).items()
        ],
        parts=[
            (key, item.weight, item.quantity, item.is_required, *item.price_eur)
            for key, item in (parts or {}).items()
        ],
        effects=list((effects or {}).items()),
    )


def evidence_row(  # noqa: PLR0913 - each is one list of the record
    priors: Mapping[str, float],
    findings: Sequence[ObservedFinding] = (),
    *,
    unlisted: float = 0.1,
    mass: float | None = None,
    count: int | None = None,
    levels: Mapping[str, str] | None = None,
    affects: Sequence[Affects | BoundAffects] = (),
    exposure: Sequence[tuple[str, float]] = (),
    curves: Sequence[Curve | RatedCurve] = (),
    questions: Sequence[QuestionRow] = (),
    tests: Sequence[TestRow] = (),
    candidates: Sequence[CandidateRow] = (),
    calibration: CalibrationRow | None = None,
) -> TraceEvidenceRow:
    """Return a record; ``mass`` and ``count`` are of all applicable faults, read or not."""
    named = levels or {}
    return TraceEvidenceRow(
        graph_version=1,
        unlisted_prior=unlisted,
        calibration=calibration or CalibrationRow(),
        findings=list(findings),
        faults=[
            (key, rate, "any", named.get(key, "normal"), STRENGTH) for key, rate in priors.items()
        ],
        affects=[
            item if len(item) == 10 else (*item, f"rel_{item[0]}_{item[1]}", None)
            for item in affects
        ],
        exposure=list(exposure),
        curves=[item if len(item) == 6 else (*item, 0, 1.0) for item in curves],
        prior_mass=_masses(priors, named, mass, count),
        questions=list(questions),
        tests=list(tests),
        candidates=list(candidates),
    )


def _masses(
    priors: Mapping[str, float], levels: Mapping[str, str], mass: float | None, count: int | None
) -> list[tuple[str, str, float, int]]:
    by_level: dict[str, list[float]] = {}
    for key, rate in priors.items():
        by_level.setdefault(levels.get(key, "normal"), []).append(rate)
    rows = [("any", level, sum(rates), len(rates)) for level, rates in by_level.items()]
    if mass is not None and count is not None:
        rest = mass - sum(priors.values())
        rows.append(("any", "normal", rest, count - len(priors)))
    return rows


def turn_of(
    row: TraceEvidenceRow,
    present: Sequence[str] = (),
    absent: Sequence[str] = (),
    *,
    unknown: Sequence[str] = (),
    qualifiers: Mapping[str, Mapping[str, str]] | None = None,
    vehicle: RecognisedVehicle | None = None,
) -> Turn:
    """Return the arrays of a record with some findings present, some absent, some unknown."""
    stated = qualifiers or {}
    known = {
        key: KnownFinding(state, stated.get(key, {}))
        for keys, state in (
            (present, EvidenceState.PRESENT),
            (absent, EvidenceState.ABSENT),
            (unknown, EvidenceState.UNKNOWN),
        )
        for key in keys
    }
    return build_turn(row, vehicle or RecognisedVehicle(), known)
