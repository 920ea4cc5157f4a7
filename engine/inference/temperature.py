"""Temperature: one number that weakens or sharpens what the findings say.

    P_T(h | E)  ∝  prior_h · ( P(h | E) / prior_h )^(1/T)

With a uniform prior this is the published form (Guo 2017, arXiv 1706.04599). With the real prior it
is a power of the likelihood alone: without findings the prior stays, and untouched faults, which
share one likelihood, are still counted exactly by their summed prior. T > 1 when the findings were
counted as more independent than they are.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import Floats

Integers = NDArray[np.int_]
#: 1/T is searched between these; the log loss is convex in 1/T.
LEAST_POWER, MOST_POWER = 0.05, 20.0
_GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0
#: Each step shrinks the bracket by the golden ratio: 25 leave 4e-5 of ln T.
_STEPS = 25
#: A true hypothesis counts as at least this likely, so that one case cannot be infinitely wrong.
_TINY = 1e-12


def tempered(probabilities: Floats, temperature: float, prior: Floats | None = None) -> Floats:
    """Return the posterior at temperature T, same shape; the last axis sums to 1.

    Args:
        probabilities: shape (..., h), posteriors.
        temperature: T > 0; 1 changes nothing.
        prior: shape (h,) or (..., h), normalised prior masses; None stands for a uniform one. A
            hypothesis with a posterior above 0 has a prior above 0.
    """
    power = 1.0 / temperature
    possible = probabilities > 0
    with np.errstate(divide="ignore"):
        stated = np.log(probabilities)
        base = np.zeros_like(stated) if prior is None else np.log(prior) + np.zeros_like(stated)
    mixed = np.full_like(stated, -np.inf)
    mixed[possible] = power * stated[possible] + (1.0 - power) * base[possible]
    shifted = np.exp(mixed - mixed.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def fit_temperature(probabilities: Floats, true: Integers, prior: Floats | None = None) -> float:
    """Return the T of least mean log loss, between 0.05 and 20, by golden section over ln(1/T).

    Args:
        probabilities: shape (n, h), posteriors of confirmed cases.
        true: shape (n,), the hypothesis that was confirmed.
        prior: as in ``tempered``.
    """

    def loss(log_power: float) -> float:
        mapped = tempered(probabilities, float(np.exp(-log_power)), prior)
        return float(log_loss(mapped, true).mean())

    best = _golden_section(loss, float(np.log(LEAST_POWER)), float(np.log(MOST_POWER)))
    return float(np.exp(-best))


def log_loss(probabilities: Floats, true: Integers) -> Floats:
    """Return -ln P(true hypothesis) of each case, shape (n,), in nats, at most 27.6."""
    return np.asarray(-np.log(np.maximum(probabilities[np.arange(len(true)), true], _TINY)))


def _golden_section(loss: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one valley is least."""
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = loss(left), loss(right)
    for _ in range(_STEPS):
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = loss(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = loss(right)
    return (low + high) / 2.0
