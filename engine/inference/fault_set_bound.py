"""An upper bound on the probability of the fault sets that were not looked at.

With at most ten present findings the evidence probability is exact and so is what is missing. With
more, the other findings get the variational upper bound of Jaakkola and Jordan (1999): with
x_e(F) = -log P(e absent | F), linear in the set, log P(e present | F) = log(1 - exp(-x)) is concave
and lies below each of its tangents,

    log(1 - exp(-x)) <= log(1 - exp(-t)) + (x - t) / (exp(t) - 1),    for any t > 0.

A tangent is a product over causes, so quickscore sums the bound over all sets, exactly. What the
sets that were looked at have in this sum is taken off:

    sum over other sets of joint <= sum over other sets of bound = Z_bound - sum over seen of bound
"""

from dataclasses import dataclass, replace

import numpy as np

from engine.inference.noisy_or import NoisyOrModel, log_complement
from engine.inference.posterior import Floats
from engine.inference.quickscore import quickscore

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
#: Rounds in which the tangent points move to where the bound itself has its weight.
_ROUNDS = 2
#: Relative rounding error of a sum, added so that the bound stays one.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Tangents:
    """The findings that are bounded, as columns of the present ones, and where they are touched."""

    columns: tuple[int, ...]
    points: Floats

    @property
    def slopes(self) -> Floats:
        """Return 1 / (exp(t) - 1), shape (r,)."""
        return np.asarray(1.0 / np.expm1(self.points))

    def log_bound(self, failures: Floats) -> Floats:
        """Return log of the bound of P(all of them present), for x of shape (..., r)."""
        touched = log_complement(-self.points) + (failures - self.points) * self.slopes
        return np.asarray(touched.sum(axis=-1))


def unseen_share(
    model: NoisyOrModel,
    seen: Bools,
    log_seen: Floats,
    exact_findings: int,
) -> float:
    """Return an upper bound on the posterior probability of all sets that were not seen, in [0, 1].

    Args:
        model: all causes.
        seen: shape (n, x), sets that were seen, each once. Causes without a link to a present
            finding may be left out of all of them when `log_seen` sums over those.
        log_seen: shape (n,), their exact log joint.
        exact_findings: how many present findings are kept exact.
    """
    weights = np.exp(log_seen - log_seen.max())
    expected = (weights / weights.sum()) @ _failures(model, seen)
    exact = np.sort(np.argsort(expected, kind="stable")[:exact_findings])
    others = np.setdiff1d(np.arange(len(expected)), exact)
    tangents = Tangents(tuple(int(at) for at in others), expected[others])
    bounds = []
    for _ in range(_ROUNDS):
        log_total, marginals = _summed_bound(model, exact, tangents)
        log_parts = _bound_of_sets(model, seen, log_seen, tangents)
        bounds.append(_share(log_total, log_parts, log_seen))
        points = _failures(model, marginals[None, :])[0, others]
        tangents = replace(tangents, points=points)
    return min(bounds)


def _failures(model: NoisyOrModel, sets: Bools | Floats) -> Floats:
    """Return x_e(F) = -log P(e absent | F) of the present findings, shape (n, m)."""
    log_absent = sets.astype(np.float64) @ model.log_survival_present
    return -(model.log_leak_survival_present + log_absent)


def _summed_bound(
    model: NoisyOrModel,
    exact: np.ndarray[tuple[int, ...], np.dtype[np.intp]],
    tangents: Tangents,
) -> tuple[float, Floats]:
    """Return log of the bound summed over all sets, and the marginals under it."""
    columns = list(tangents.columns)
    lift = -model.log_survival_present[:, columns] @ tangents.slopes
    answer = quickscore(model, exact.tolist(), lift)
    leak_only = float(tangents.log_bound(-model.log_leak_survival_present[columns]))
    return answer.log_evidence + leak_only, answer.marginals


def _bound_of_sets(
    model: NoisyOrModel, seen: Bools, log_seen: Floats, tangents: Tangents
) -> Floats:
    """Return the log bound of each set that was seen: its joint with tangents in place."""
    failures = _failures(model, seen)[:, list(tangents.columns)]
    return np.asarray(
        log_seen - log_complement(-failures).sum(axis=1) + tangents.log_bound(failures)
    )


def _share(log_total: float, log_parts: Floats, log_seen: Floats) -> float:
    """Return unseen / (unseen + seen), with the rounding error of the difference on top."""
    top = max(log_total, float(log_seen.max()))
    total = float(np.exp(log_total - top))
    unseen = max(total - float(np.exp(log_parts - top).sum()), 0.0) + _ROUNDING * total
    seen = float(np.exp(log_seen - top).sum())
    return min(unseen / (unseen + seen), 1.0)
