"""What may fail on a vehicle at its mileage, part category by part category (KG v2.8.7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from cypher.library import query
from cypher.rows.risk import TraceRiskProfileRow
from engine.inference.risk_curve import RiskCurve, risk_curve
from graph.errors import InvalidInputError, NotFoundError, empty_graph
from graph.session import Graph
from graph.vocabulary import Powertrain, VehicleType
from graph.vocabulary_records import RiskUrgency

TRACE_RISK_PROFILE = query("risk/trace_risk_profile", TraceRiskProfileRow)
#: How far ahead "soon" looks: about a year and a half of driving.
AHEAD_KM = 20_000
#: Cumulative risks at which the label changes; ``next_threshold_km`` is where the next is reached.
RISK_BANDS = (0.10, 0.25, 0.50, 0.75)
#: Urgency to (least cumulative risk, least chance to fail within AHEAD_KM); both must be reached.
URGENCY_THRESHOLDS: dict[RiskUrgency, tuple[float, float]] = {
    RiskUrgency.CRITICAL: (0.30, 0.30),
    RiskUrgency.HIGH: (0.15, 0.15),
    RiskUrgency.MEDIUM: (0.05, 0.07),
    RiskUrgency.LOW: (0.01, 0.02),
}
#: Mileages beyond this are a mistake.
MOST_KM = 2_000_000


@dataclass(frozen=True)
class RiskAssessment:
    """One part category at the vehicle's mileage.

    Attributes:
        curve: the curve that answers, as the query returns it.
        engine_types: powertrains of this vehicle that the curve answers for; empty: unknown.
        risk: cumulative probability of having failed by now, 0 to 1.
        risk_ahead: chance to fail within AHEAD_KM, given that it still holds.
        band: how many of RISK_BANDS are reached.
        point: place of the last named point of the curve that is behind the vehicle, or None.
        next_threshold_km: where the next of RISK_BANDS is reached; None when the data end before.
        beyond_data: whether the mileage lies beyond the last point.
    """

    curve: dict[str, Any]
    engine_types: tuple[str, ...]
    risk: float
    risk_ahead: float
    band: int
    point: int | None
    next_threshold_km: int | None
    urgency: RiskUrgency
    beyond_data: bool


@dataclass(frozen=True)
class RiskProfile:
    """Everything that is known to fail on a vehicle.

    Attributes:
        subject: what was asked for: kind, id, label or make and model.
        assessments: most urgent first, then by risk ahead.
        weaknesses: recurring faults of its models and engines, as the query returns them.
    """

    graph_version: int
    subject: dict[str, Any]
    models: tuple[dict[str, Any], ...]
    engines: tuple[dict[str, Any], ...]
    mileage_km: int
    assessments: tuple[RiskAssessment, ...]
    weaknesses: tuple[dict[str, Any], ...]


def risk_profile(
    graph: Graph, subject_id: str, mileage_km: int | None = None, *, garage_id: str | None
) -> RiskProfile:
    """Return the profile of a model, an engine family or a registered vehicle.

    Args:
        graph: where to read.
        subject_id: id of one of them.
        mileage_km: 0 to MOST_KM; that of the registered vehicle unless given.
        garage_id: whose registered vehicles are meant; None: those of all garages.

    Raises:
        NotFoundError: nothing has the id.
        InvalidInputError: no mileage is given or known, or it is out of range.
        NotReadyError: the graph holds no knowledge.
    """
    rows = graph.read(TRACE_RISK_PROFILE, id=subject_id, garage_id=garage_id)
    if not rows:
        raise NotFoundError(
            f"there is no vehicle model, engine family or vehicle {subject_id[:80]!r}",
            field="id",
            fix="find ids with `GET /api/knowledge-graph/nodes?kind=VehicleModel`",
            key="vehicle.unknown",
            values={"id": subject_id[:80]},
        )
    row = rows[0]
    if row.graph_version < 1:
        raise empty_graph()
    subject = row.subjects[0]
    km = _mileage(mileage_km, subject.get("mileage_km"))
    found = [_assess(curve, kinds, km) for curve, kinds in chosen_curves(row)]
    order = list(RiskUrgency)
    found.sort(key=lambda item: (-order.index(item.urgency), -item.risk_ahead, item.curve["id"]))
    return RiskProfile(
        graph_version=row.graph_version,
        subject=subject,
        models=tuple(row.models),
        engines=tuple(row.engines),
        mileage_km=km,
        assessments=tuple(found),
        weaknesses=tuple(row.recurring),
    )


def chosen_curves(row: TraceRiskProfileRow) -> list[tuple[dict[str, Any], tuple[str, ...]]]:
    """Return the curve that answers for each part category, with the powertrains it answers for.

    For every kind of vehicle that the subject may be, the most specific curve that fits wins:
    both vehicle and engine type, then engine type, then vehicle type, then neither; ties by
    confidence, then id. Curves of parts whose faults cannot occur on it are left out.
    """
    powertrains = _possible(row, "powertrain", row.engines)
    types = _possible(row, "vehicle_type", row.models)
    answers: dict[str, tuple[dict[str, Any], set[str]]] = {}
    unknown: list[str | None] = [None]
    for powertrain, kind in product(powertrains or unknown, types or unknown):
        best: dict[str, dict[str, Any]] = {}
        for curve in sorted(row.curves, key=_specificity):
            if _fits(curve, powertrain, kind):
                best[curve["part_category"]] = curve
        for curve in best.values():
            kinds = answers.setdefault(curve["id"], (curve, set()))[1]
            kinds.update({powertrain} - {None})  # type: ignore[arg-type]
    return [(curve, tuple(sorted(kinds))) for _, (curve, kinds) in sorted(answers.items())]


def urgency_of(risk: float, risk_ahead: float) -> RiskUrgency:
    """Return the urgency: the worst level of which both thresholds are reached."""
    return next(
        (
            level
            for level, (cumulative, ahead) in URGENCY_THRESHOLDS.items()
            if risk >= cumulative and risk_ahead >= ahead
        ),
        RiskUrgency.NONE,
    )


def window_of(weakness: dict[str, Any], mileage_km: int) -> str:
    """Return whether a mileage lies ``before``, ``inside`` or ``after`` a fault's km range."""
    low, high = weakness.get("km_from"), weakness.get("km_to")
    if low is not None and mileage_km < low:
        return "before"
    return "after" if high is not None and mileage_km > high else "inside"


def _assess(curve: dict[str, Any], kinds: tuple[str, ...], km: int) -> RiskAssessment:
    points: RiskCurve = risk_curve(np.asarray(curve["curve_km"]), np.asarray(curve["curve_risk"]))
    risk, ahead = points.risk_at(km), points.risk_within(km, AHEAD_KM)
    band = sum(risk >= limit for limit in RISK_BANDS)
    following = points.mileage_of(RISK_BANDS[band]) if band < len(RISK_BANDS) else None
    labels = curve.get("curve_labels_en") or []
    named = [at for at, x in enumerate(curve["curve_km"]) if x <= km and at < len(labels)]
    point = next((at for at in reversed(named) if labels[at]), None)
    return RiskAssessment(
        curve=curve,
        engine_types=kinds,
        risk=risk,
        risk_ahead=ahead,
        band=band,
        point=point,
        next_threshold_km=None if following is None else int(np.ceil(following)),
        urgency=urgency_of(risk, ahead),
        beyond_data=km > points.last_km,
    )


def _specificity(curve: dict[str, Any]) -> tuple[bool, bool, float, str]:
    """Sort the most specific curve last."""
    return (
        curve.get("engine_type") is not None,
        curve.get("vehicle_category") is not None,
        curve.get("confidence") or 0.0,
        curve["id"],
    )


def _fits(curve: dict[str, Any], powertrain: str | None, kind: str | None) -> bool:
    own = ((curve.get("engine_type"), powertrain), (curve.get("vehicle_category"), kind))
    if any(wanted is not None and given is not None and wanted != given for wanted, given in own):
        return False
    if not _allows(curve.get("fits") or (), powertrain):
        return False
    faults = curve.get("faults") or []
    return not faults or any(
        _allows(powertrains, powertrain) and _allows(types, kind) for powertrains, types in faults
    )


def _allows(allowed: Sequence[str] | None, value: str | None) -> bool:
    return value is None or not allowed or value in allowed


def _possible(row: TraceRiskProfileRow, name: str, nodes: Iterable[dict[str, Any]]) -> list[str]:
    """Return the values that the subject states, else those of its models or engines."""
    stated = row.subjects[0].get(name)
    known = {str(stated)} if stated else {str(node[name]) for node in nodes if node.get(name)}
    allowed: set[str] = set(Powertrain) | set(VehicleType)
    return sorted(known & allowed)


def _mileage(given: int | None, stored: int | None) -> int:
    km = stored if given is None else given
    if km is None:
        raise InvalidInputError(
            "the mileage is not known",
            field="km",
            fix="give ?km=, the mileage of the vehicle",
            key="risk.no_mileage",
        )
    if not 0 <= km <= MOST_KM:
        raise InvalidInputError(
            f"{km} km is not a mileage",
            field="km",
            fix=f"give a mileage from 0 to {MOST_KM}",
            key="risk.mileage_range",
            values={"most": MOST_KM},
        )
    return km
