"""What an observation is worth in EUR: expected cost of repair with it, against without it.

    ECO(o) = C_o + sum_k P(o = k | E) ECR(E and o = k)
    value(o) = ECR(E) - ECO(o), positive when asking pays (Heckerman, Breese and Rommelse, 1995)

ECO below ECR says that asking now is better than never asking. It may still be better to do the
best repair A first and to ask only when that fails (the correction of SACSO, Jensen et al., 2001):

    ECR_(A,o) = C_A + P(A fails) ECO(o | A failed)

Ask now when min ECO < ECR and min ECO <= min ECR_(A,o).
"""

from dataclasses import dataclass

import numpy as np

from engine.inference.posterior import Floats
from engine.inference.repair_cost import (
    Flags,
    Repairs,
    expected_cost_of_repair,
    expected_costs,
)

#: A test that reveals more than this many observables is valued on its most telling ones.
MOST_JOINT = 4


@dataclass(frozen=True)
class Observations:
    """What can be asked or tested, with the outcomes each may have.

    Attributes:
        cost_eur: shape (q,), price of asking once, >= 0.
        outcomes: shape (q, k, f + 2), P(outcome k | hypothesis); sums to 1 over k. Outcomes that a
            question does not have are rows of zeros.
    """

    cost_eur: Floats
    outcomes: Floats


@dataclass(frozen=True)
class ObservationValues:
    """Which question pays, and how much.

    Attributes:
        eco_eur: shape (q,), expected cost with this observation first.
        value_eur: shape (q,), ECR - ECO; what asking now saves on average, may be negative.
        after_repair_eur: shape (q,), expected cost with the best repair first and the observation
            if it fails; infinite when no repair pays.
        ecr_eur: expected cost without asking anything.
        best_repair: first repair of the order without questions, or None: call the service.
        best_observation: the observation to ask now, or None when repairing first is cheaper.
    """

    eco_eur: Floats
    value_eur: Floats
    after_repair_eur: Floats
    ecr_eur: float
    best_repair: int | None
    best_observation: int | None


def yes_no_observations(rates: Floats, cost_eur: Floats) -> Observations:
    """Return observations with the outcomes absent (0) and present (1).

    Args:
        rates: shape (f + 2, q), P(present | hypothesis), in [0, 1].
        cost_eur: shape (q,).
    """
    return Observations(cost_eur, np.stack([1.0 - rates.T, rates.T], axis=1))


def joint_outcomes(rates: Floats, posterior: Floats) -> tuple[Floats, tuple[int, ...]]:
    """Return the joint outcomes of a test that reveals several observables for one price.

    The observables are independent given the hypothesis. Above `MOST_JOINT` observables only those
    whose answers are least predictable from the mean rate, i.e. with the largest variance of their
    rate over the hypotheses, are used: the value is then a lower bound of what the test is worth.

    Args:
        rates: shape (f + 2, m), P(present | hypothesis) of what the test reveals.
        posterior: shape (f + 2,).

    Returns:
        Shape (2^n, f + 2) with n = min(m, MOST_JOINT), bit i of the row number being the state of
        the i-th used column, and the used columns.
    """
    centred = rates - posterior @ rates / max(float(posterior.sum()), 1e-300)
    spread = posterior @ centred**2
    kept = tuple(sorted(int(at) for at in np.argsort(-spread, kind="stable")[:MOST_JOINT]))
    outcomes = np.ones((1, len(rates)))
    for column in kept:
        outcomes = np.vstack([outcomes * (1.0 - rates[:, column]), outcomes * rates[:, column]])
    return outcomes, kept


def stack_outcomes(outcomes: list[Floats], cost_eur: Floats) -> Observations:
    """Return observations with different numbers of outcomes as one value, padded with zeros.

    Args:
        outcomes: one a question, shape (k, f + 2), at least one question.
        cost_eur: shape (q,).
    """
    most = max(len(rows) for rows in outcomes)
    padded = [np.vstack([rows, np.zeros((most - len(rows), rows.shape[1]))]) for rows in outcomes]
    return Observations(cost_eur, np.stack(padded))


def observation_values(
    posterior: Floats, observations: Observations, repairs: Repairs, done: Flags | None = None
) -> ObservationValues:
    """Return the expected cost and the value of each observation, with SACSO's correction.

    Args:
        posterior: shape (f + 2,), faults, untouched, unlisted.
        observations: what can still be asked.
        repairs: costs and cures.
        done: shape (a,), repairs that failed already.
    """
    belief = np.asarray(posterior, dtype=np.float64)
    belief = belief / max(float(belief.sum()), 1e-300)
    blocked = np.zeros(len(repairs.cost_eur), bool) if done is None else done
    without = expected_cost_of_repair(belief, repairs, blocked)
    first = without.actions[0] if without.actions else None
    eco = _eco(belief, observations, repairs, blocked)
    after = np.full(len(eco), np.inf)
    if first is not None:
        failed = blocked.copy()
        failed[first] = True
        after = repairs.cost_eur[first] + _eco(
            belief * repairs.failure[first], observations, repairs, failed
        )
    return ObservationValues(
        eco_eur=eco,
        value_eur=without.expected_cost_eur - eco,
        after_repair_eur=after,
        ecr_eur=without.expected_cost_eur,
        best_repair=first,
        best_observation=_best(eco, after, without.expected_cost_eur),
    )


def _eco(masses: Floats, observations: Observations, repairs: Repairs, done: Flags) -> Floats:
    """Return mass * ECO of each observation, shape (q,)."""
    count, most, width = observations.outcomes.shape
    branches = (masses * observations.outcomes).reshape(count * most, width)
    blocked = np.broadcast_to(done, (count * most, len(done)))
    costs = expected_costs(branches, repairs, blocked).reshape(count, most)
    return np.asarray(observations.cost_eur * masses.sum() + costs.sum(axis=1))


def _best(eco: Floats, after: Floats, ecr: float) -> int | None:
    if not len(eco) or not eco.min() < min(ecr, float(after.min())):
        return None
    return int(np.argmin(eco))
