"""Isotonic regression: a rising curve from stated to calibrated probability.

Pool adjacent violators (Ayer 1955; for calibration Zadrozny and Elkan 2002). Only the probability
of the first hypothesis is mapped and the others keep their proportions: what was summed up or not
read cannot change the answer, and no other hypothesis comes to stand before the first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import Floats

Integers = NDArray[np.int_]
#: Cases' worth of trust in the stated confidence, so that no step of the curve becomes 0 or 1.
PSEUDO_CASES = 20.0
_TINY = 1e-12
#: By so much at least the first hypothesis stays before the second.
_AHEAD = 1e-9


@dataclass(frozen=True)
class IsotonicCurve:
    """A rising curve, linear between its knots and level beyond them.

    Attributes:
        stated: knots, rising, 0 to 1.
        calibrated: value at each knot, never falling, 0 to 1.
    """

    stated: tuple[float, ...]
    calibrated: tuple[float, ...]

    def apply(self, probabilities: Floats, summed: tuple[int, ...] = ()) -> Floats:
        """Return posteriors whose first hypothesis is calibrated, same shape; rows sum to 1.

        Args:
            probabilities: shape (..., h), posteriors.
            summed: columns that are sums of several hypotheses (the untouched faults), which
                therefore cannot be the first hypothesis.
        """
        first_at, first, second = _first_two(probabilities, summed)
        wanted = np.interp(first, self.stated, self.calibrated)
        rest = 1.0 - first
        # Not below what would put the second hypothesis, scaled up with the rest, in front.
        target = np.maximum(wanted, second / np.maximum(rest + second, _TINY) + _AHEAD)
        target = np.where(rest > _AHEAD, np.minimum(target, 1.0), first)
        scaled = probabilities * ((1.0 - target) / np.maximum(rest, _TINY))[..., np.newaxis]
        np.put_along_axis(scaled, first_at[..., np.newaxis], target[..., np.newaxis], axis=-1)
        return np.asarray(scaled)


def fit_isotonic(
    probabilities: Floats, true: Integers, summed: tuple[int, ...] = ()
) -> IsotonicCurve:
    """Return the curve from the first hypothesis' probability to how often it is right.

    Args:
        probabilities: shape (n, h), posteriors of confirmed cases, n at least 1.
        true: shape (n,), the hypothesis that was confirmed.
        summed: as in ``IsotonicCurve.apply``.
    """
    first_at, stated, _ = _first_two(probabilities, summed)
    trust = PSEUDO_CASES / len(true)
    outcome = ((first_at == true) + trust * stated) / (1.0 + trust)
    knots, which = np.unique(stated, return_inverse=True)
    weight = np.bincount(which).astype(np.float64)
    curve = pool_adjacent_violators(np.bincount(which, outcome) / weight, weight)
    return IsotonicCurve(tuple(knots.tolist()), tuple(curve.tolist()))


def pool_adjacent_violators(values: Floats, weights: Floats) -> Floats:
    """Return the never falling sequence that is closest to the values in weighted squares.

    Args:
        values: shape (k,), in the order of what they should rise with.
        weights: shape (k,), above 0.
    """
    means: list[float] = []
    sizes: list[float] = []
    lengths: list[int] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        mean, size, length = value, weight, 1
        while means and means[-1] >= mean:
            size += sizes[-1]
            mean += (means.pop() - mean) * sizes.pop() / size
            length += lengths.pop()
        means.append(mean)
        sizes.append(size)
        lengths.append(length)
    return np.repeat(np.asarray(means), lengths)


def _first_two(probabilities: Floats, summed: tuple[int, ...]) -> tuple[Integers, Floats, Floats]:
    """Return column of the first hypothesis, its probability and that of the second."""
    single = np.delete(np.arange(probabilities.shape[-1]), summed)
    candidates = probabilities[..., single]
    at = single[candidates.argmax(axis=-1)]
    ranked = np.sort(candidates, axis=-1)
    second = ranked[..., -2] if len(single) > 1 else np.zeros_like(ranked[..., -1])
    return np.asarray(at), np.asarray(ranked[..., -1]), np.asarray(second)
