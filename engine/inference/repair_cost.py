"""Expected cost of repair (ECR): which repairs, in which order, and what they cost on average.

One fault is present, or a cause that is not in the graph. A repair a costs C_a, whatever came
before, and cures the car with P(fixed | a, fault); the car is tried after each repair. Calling the
service costs C_s and always ends the matter. An order a_1 ... a_n, then the service, costs

    ECR = sum_i S_(i-1) C_(a_i) + S_n C_s,    S_i = P(not fixed by the first i repairs)

The order is greedy by p/C, with p updated after each repair that failed:
P(f | a did not fix) is proportional to P(f) (1 - P(fixed | a, f)). It stops at the repair after
which calling the service is cheapest. Where each fault has one perfect repair of its own this order
is the best of all (Heckerman, Breese and Rommelse, 1995); where repairs are imperfect or overlap it
is a good order, and its cost is exact all the same.

Costs are computed on masses that need not sum to 1: the cost of a masses row is its sum times the
ECR of its probabilities. So branches of an observation add up, and a branch of mass 0 costs 0.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import Floats

Ints = NDArray[np.int_]
Flags = NDArray[np.bool_]
#: Repairs without a price are compared as if they cost this much, in EUR.
_LEAST_EUR = 1e-9
#: Ratios within this relative distance are a tie; the lowest index wins.
_TIE = 1e-12


@dataclass(frozen=True)
class Repairs:
    """What repairs cost and what they cure.

    Attributes:
        cost_eur: shape (a,), price of doing each repair once, trying the car included, >= 0.
        fixes: shape (a, f), P(car is fixed | repair done, fault); weight of RESOLVES, 0 where the
            graph has no relationship. Untouched faults and the unlisted cause are fixed by none.
        call_service_eur: price of handing the car on, which ends with a fixed car, >= 0.
    """

    cost_eur: Floats
    fixes: Floats
    call_service_eur: float

    @cached_property
    def cures(self) -> Floats:
        """Return P(fixed | repair done, hypothesis), shape (a, f + 2)."""
        return np.hstack([self.fixes, np.zeros((len(self.cost_eur), 2))])

    @cached_property
    def curable(self) -> Flags:
        """Return whether some repair fixes each hypothesis, shape (f + 2,)."""
        return np.asarray(self.cures.max(axis=0, initial=0.0) > 0.0)

    @cached_property
    def failure(self) -> Floats:
        """Return P(not fixed | repair done, hypothesis), shape (a, f + 2)."""
        return 1.0 - self.cures


@dataclass(frozen=True)
class RepairOrder:
    """Repairs in order, then the service.

    Attributes:
        expected_cost_eur: ECR, the service included.
        actions: rows of `Repairs`, best first; the service is called after the last.
    """

    expected_cost_eur: float
    actions: tuple[int, ...]


def repair_cost_eur(
    minutes: Floats, labour_eur: Floats, parts_eur: Floats, hourly_rate_eur: float
) -> Floats:
    """Return labour + parts + minutes * hourly rate / 60, in EUR, elementwise.

    Args:
        minutes: working time that is paid by the hour.
        labour_eur: fixed labour price, such as a flat rate; 0 where time is paid by the hour.
        parts_eur: price of the parts and consumables of the repair.
        hourly_rate_eur: price of an hour, a parameter of the workshop.
    """
    return np.asarray(labour_eur + parts_eur + minutes * (hourly_rate_eur / 60.0))


def expected_cost_of_repair(
    posterior: Floats, repairs: Repairs, done: Flags | None = None
) -> RepairOrder:
    """Return the greedy order by p/C and its expected cost.

    Args:
        posterior: shape (f + 2,), faults, untouched, unlisted; need not sum to 1.
        repairs: costs and cures.
        done: shape (a,), repairs that were done already and failed; they are not repeated.
    """
    masses = np.asarray(posterior, dtype=np.float64)[None, :]
    total = float(masses.sum())
    blocked = np.zeros((1, len(repairs.cost_eur)), bool) if done is None else done[None, :]
    choices, costs = _greedy(masses / total if total > 0 else masses, repairs, blocked)
    best = int(np.argmin(costs[0]))
    return RepairOrder(float(costs[0, best]), tuple(int(at) for at in choices[0, :best]))


def expected_costs(masses: Floats, repairs: Repairs, done: Flags) -> Floats:
    """Return mass * ECR of many situations at once, shape (b,), in EUR.

    Args:
        masses: shape (b, f + 2), not normalised.
        repairs: costs and cures.
        done: shape (b, a), repairs that are not to be repeated.
    """
    return np.asarray(_greedy(masses, repairs, done)[1].min(axis=1))


def first_best(scores: Floats) -> Ints:
    """Return the column of each row's largest score; the lowest index wins a tie."""
    top = scores.max(axis=1, keepdims=True)
    return np.asarray(np.argmax(scores >= top - np.abs(top) * _TIE, axis=1))


def _greedy(masses: Floats, repairs: Repairs, done: Flags) -> tuple[Ints, Floats]:
    """Return the repairs by p/C, shape (b, n), and the cost if the service follows the first i.

    The costs have shape (b, n + 1). They are infinite, and the repairs 0, once no further repair
    can make a row cheaper: such a row is not followed. Nor are hypotheses that no repair fixes:
    their mass stays as it is, and pays for the service in the end.
    """
    curable, service_eur = repairs.curable, repairs.call_service_eur
    cures = np.ascontiguousarray(repairs.cures[:, curable])
    compared_eur = np.maximum(repairs.cost_eur, _LEAST_EUR)
    rows, left, blocked = np.arange(len(masses)), masses[:, curable], done.copy()
    kept = masses[:, ~curable].sum(axis=1)
    remaining, spent = left.sum(axis=1) + kept, np.zeros(len(masses))
    best = remaining * service_eur
    choices, totals = [], [best]
    for _ in range(len(compared_eur)):
        ratio = (left @ cures.T) / compared_eur
        ratio[blocked] = 0.0
        chosen = first_best(ratio)
        helps = ratio[np.arange(len(rows)), chosen] > 0.0
        spent = np.where(helps, spent + remaining * repairs.cost_eur[chosen], np.inf)
        going = spent + kept * service_eur < best
        if not going.any():
            break
        rows, left, blocked, kept, spent, best, chosen = (
            item[going] for item in (rows, left, blocked, kept, spent, best, chosen)
        )
        left *= 1.0 - cures[chosen]
        blocked[np.arange(len(rows)), chosen] = True
        remaining = left.sum(axis=1) + kept
        total = spent + remaining * service_eur
        best = np.minimum(best, total)
        choices.append(_spread(chosen, rows, np.zeros(len(masses), dtype=np.int_)))
        totals.append(_spread(total, rows, np.full(len(masses), np.inf)))
    order = np.stack(choices, axis=1) if choices else np.zeros((len(masses), 0), dtype=np.int_)
    return order, np.stack(totals, axis=1)


def _spread(values: NDArray[Any], rows: Ints, empty: NDArray[Any]) -> NDArray[Any]:
    """Return the empty column with the values in their rows."""
    empty[rows] = values
    return empty
