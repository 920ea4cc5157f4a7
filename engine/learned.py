"""What confirmed outcomes taught, put into the record of a turn: no input or output.

Priors, on all vehicles. In the widest scope the formula of requirements section 9, row "fault
prior", is (n_f + k p_f) / (n + k), p_f the share of the fault when nothing was confirmed yet,
p_f = prior_rate_f (1 - u) / T with T summed over all faults of the graph and u the unlisted share.
The denominator is the same for all, so that a fault's learned rate is

    prior_rate_f + n_f unit,    unit = T / (k (1 - u))

and the sum over a class of faults is its mass plus its outcomes times the unit: what was not read
counts exactly. The unlisted cause has (n_u + k u) of that scope's mass, of which a vehicle takes
the part T_a / T that its applicable faults have. The narrower scopes (model, engine) come after,
in ``engine.vehicle_prior``.

Weights, on this vehicle. From the widest scope to the narrowest, (a_s + k w) / (a_s + b_s + k).
"""

import math
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np

from cypher.rows.diagnosis import (
    ObservedFinding,
    QuestionRow,
    ScopedCountsTuple,
    TraceEvidenceRow,
)
from engine.inference.scope_pooling import pooled_prior
from graph.pooling import POOLING_CASES, POOLING_WEIGHT_CASES


def with_learned(row: TraceEvidenceRow, vehicle_ids: Sequence[str]) -> TraceEvidenceRow:
    """Return the record with learned priors and weights; without outcomes, the same record.

    Args:
        row: as the graph gave it.
        vehicle_ids: scopes of the vehicle, the widest first: its model, then its engine.
    """
    learned = _with_priors(row) if row.outcomes.unit else row
    scoped = [item.scoped for item in row.findings] + [item.scoped for item in row.questions]
    if not any(scoped):
        return learned
    return learned.model_copy(
        update={
            "findings": [_with_weights(item, vehicle_ids) for item in row.findings],
            "questions": [_with_weights(item, vehicle_ids) for item in row.questions],
        }
    )


def _with_priors(row: TraceEvidenceRow) -> TraceEvidenceRow:
    unit = row.outcomes.unit or 0.0
    faults = dict(row.outcomes.faults)
    masses = {(name, level): count for name, level, count in row.outcomes.masses}
    return row.model_copy(
        update={
            "unlisted_prior": _unlisted_share(row, unit),
            "faults": [
                (fault, rate + faults.get(fault, 0.0) * unit, *rest)
                for fault, rate, *rest in row.faults
            ],
            "prior_mass": [
                (name, level, mass + masses.get((name, level), 0.0) * unit, count)
                for name, level, mass, count in row.prior_mass
            ],
        }
    )


def _unlisted_share(row: TraceEvidenceRow, unit: float) -> float:
    """Return the unlisted share beside the faults that apply to the vehicle."""
    share = row.unlisted_prior
    if share >= 1.0:
        return share
    authored = math.fsum(mass for _, _, mass, _ in row.prior_mass)
    learned = authored + math.fsum(count for *_, count in row.outcomes.masses) * unit
    counted = share + (row.outcomes.unlisted or 0.0) / POOLING_CASES
    unlisted = authored * counted / (1.0 - share)
    return unlisted / (unlisted + learned) if unlisted + learned > 0.0 else share


_Observable = TypeVar("_Observable", ObservedFinding, QuestionRow)


def _with_weights(item: _Observable, vehicle_ids: Sequence[str]) -> _Observable:
    """Return an observable whose relationships have the weights of this vehicle."""
    if not item.scoped:
        return item
    counts = {scoped[0]: _counts(scoped, vehicle_ids) for scoped in item.scoped}
    listed: Sequence[Any] = item.edges
    edges = [
        (fault, scoped_weight(weight, counts.get(fault, ())), *rest)
        for fault, weight, *rest in listed
    ]
    return item.model_copy(update={"edges": edges})


def _counts(scoped: ScopedCountsTuple, vehicle_ids: Sequence[str]) -> list[tuple[float, float]]:
    """Return (present, absent) of the vehicle's scopes, the widest first."""
    _, scopes, alpha, beta = scoped
    return [
        (alpha[scopes.index(key)], beta[scopes.index(key)]) for key in vehicle_ids if key in scopes
    ]


def scoped_weight(weight: float, counts: Sequence[tuple[float, float]]) -> float:
    """Return P(present | fault) pooled from the weight of all vehicles to the narrowest scope.

    Args:
        weight: on all vehicles.
        counts: (present, absent) among outcomes of each scope, the widest first.
    """
    for present, absent in counts:
        pooled = pooled_prior(
            np.asarray([present]),
            np.asarray(present + absent),
            np.asarray([weight]),
            POOLING_WEIGHT_CASES,
        )
        weight = float(pooled[0])
    return weight
