"""Credible interval of each hypothesis' probability, from the Beta ledgers behind the weights.

Weights are not known but counted: q_fe ~ Beta(alpha_fe, beta_fe) for each relationship, and the
prior masses ~ Dirichlet(strength · prior). The posterior P(f | E, theta) is a function of these
parameters theta, and theta itself is known a little better once E was seen:

    p(theta | E) = sum_h P(h | E) · p(theta | h, E)

where p(theta | h, E) is the ledger with the findings booked on h. So theta is drawn exactly: take a
hypothesis by its probability, book the findings on it, draw all weights, compute the posterior. Its
mean over the draws is the stated posterior (nearly, where qualifiers or a calibration temperature
are at work, for which booking is not exact), and the interval's ends are quantiles of the draws.
Monte Carlo, because the share of one product of Betas in a sum of such products has no closed form;
the error of the ends is part of the result.

Hypotheses without drawn weights (untouched faults, faults of negligible probability) are one
component together: Dirichlet masses add up, so it does not matter which of them were read.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import EPSILON, Evidence, Floats, Prior, normalise

Integers = NDArray[np.int_]
#: Probability that an interval states.
LEVEL = 0.90
DRAWS = 400
#: Weights of faults below this probability stay at their mean, unless they are asked for.
_NEGLIGIBLE = 1e-3
_SEED = 20_240_101


@dataclass(frozen=True)
class Ledger:
    """Counts behind the weights and the prior.

    Attributes:
        alpha: shape (f, e), Beta counts of "present"; 0 where the graph has no relationship.
        beta: shape (f, e), Beta counts of "absent"; 0 where the graph has no relationship.
        prior_strength: visits behind the whole prior, above 0: the sum over the applicable faults
            of the observations behind each one's prior rate.
    """

    alpha: Floats
    beta: Floats
    prior_strength: float


@dataclass(frozen=True)
class CredibleIntervals:
    """Ends of the intervals, one each asked hypothesis, 0 to 1.

    Attributes:
        low: shape (k,).
        high: shape (k,).
        monte_carlo_error: shape (k,), standard error of the less certain end.
    """

    low: Floats
    high: Floats
    monte_carlo_error: Floats


@dataclass(frozen=True)
class _Cells:
    """The relationships whose weights are drawn: their component, finding, counts and scale.

    A rate is ``base + scale * weight``: the scale is 1, or the share of the stated qualifiers times
    the reliability of the report, and the base is what a report that is not reliable adds.
    """

    component: Integers
    present: NDArray[np.bool_]
    alpha: Floats
    beta: Floats
    scale: Floats
    base: Floats


def credible_intervals(
    prior: Prior,
    evidence: Evidence,
    ledger: Ledger,
    hypotheses: list[int],
    *,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> CredibleIntervals:
    """Return the intervals of some hypotheses, in the order they are asked for.

    The same evidence gives the same bits: faults and findings come in a fixed order (by id), and
    the seed is fixed. The interval always holds the stated posterior.

    Args:
        prior: masses of faults, untouched faults and the unlisted cause.
        evidence: findings with their likelihoods.
        ledger: counts behind the likelihoods.
        hypotheses: rows; a fault's index, or -2 untouched, -1 unlisted.
        draws: number of draws.
        level: probability of the interval.
    """
    log_prior = prior.log_masses()
    log_likelihood = np.sort(evidence.log_terms(), axis=1).sum(axis=1)
    stated = normalise(log_prior + log_likelihood)
    rows = np.asarray(hypotheses, dtype=np.int_) % len(stated)
    kept = _kept(stated, ledger, rows)
    log_prior, log_likelihood = _with_rest(log_prior, log_likelihood, kept)
    shares = normalise(log_prior + log_likelihood)
    booked = np.searchsorted(np.cumsum(shares)[:-1], (np.arange(draws) + 0.5) / draws)
    rng = np.random.default_rng(_SEED)
    log_joint = _draw_log_masses(log_prior, ledger.prior_strength, booked, rng) + log_likelihood
    changes = _draw_changes(_cells(evidence, ledger, kept), len(log_prior), booked, rng)
    log_joint += changes / evidence.temperature
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    asked = joint[:, np.searchsorted(kept, rows)] / joint.sum(axis=1, keepdims=True)
    return _intervals(np.sort(asked, axis=0), stated[rows], level)


def _kept(stated: Floats, ledger: Ledger, rows: Integers) -> Integers:
    """Return the hypotheses that are components of their own, rising: asked, varying, unlisted."""
    weights = (ledger.alpha + ledger.beta > 0).sum(axis=1)
    varying = np.flatnonzero((weights > 0) & (stated[:-2] > _NEGLIGIBLE))
    return np.unique(np.concatenate([rows, varying, [len(stated) - 1]]))


def _with_rest(log_prior: Floats, log_likelihood: Floats, kept: Integers) -> tuple[Floats, Floats]:
    """Return log prior and log likelihood of the kept hypotheses and, last, of all others."""
    rest = np.delete(np.arange(len(log_prior)), kept)
    mass = np.exp(log_prior[rest])
    if not mass.sum() > 0:
        return log_prior[kept], log_likelihood[kept]
    top = log_likelihood[rest].max()
    mean = float(mass @ np.exp(log_likelihood[rest] - top) / mass.sum())
    return (
        np.append(log_prior[kept], np.log(mass.sum())),
        np.append(log_likelihood[kept], top + np.log(max(mean, 1e-300))),
    )


def _draw_log_masses(
    log_prior: Floats, strength: float, booked: Integers, rng: np.random.Generator
) -> Floats:
    """Return unnormalised log prior masses, shape (draws, c); -inf where there is no mass.

    A Dirichlet is a row of Gammas; booking a case adds 1 to the shape of its component. Shapes are
    raised by 1 and corrected by ln(U) / shape, so that small ones do not underflow.
    """
    shape = strength * np.exp(log_prior) + np.zeros((len(booked), 1))
    shape[np.arange(len(booked)), booked] += 1.0
    gammas = rng.standard_gamma(shape + 1.0)
    with np.errstate(divide="ignore", over="ignore"):
        return np.asarray(np.log(gammas) - rng.standard_exponential(shape.shape) / shape)


def _draw_changes(
    cells: _Cells, components: int, booked: Integers, rng: np.random.Generator
) -> Floats:
    """Return by how much drawn weights change each log likelihood, shape (draws, components)."""
    is_booked = booked[:, np.newaxis] == cells.component
    alpha = cells.alpha + (is_booked & cells.present)
    beta = cells.beta + (is_booked & ~cells.present)
    drawn = _log_rate(cells, rng.beta(alpha, beta))
    at_mean = _log_rate(cells, cells.alpha / (cells.alpha + cells.beta))
    member = np.zeros((len(cells.component), components))
    member[np.arange(len(cells.component)), cells.component] = 1.0
    return np.asarray((drawn - at_mean) @ member)


def _log_rate(cells: _Cells, weights: Floats) -> Floats:
    rates = np.clip(cells.base + cells.scale * weights, EPSILON, 1.0 - EPSILON)
    return np.asarray(np.log(np.where(cells.present, rates, 1.0 - rates)))


def _cells(evidence: Evidence, ledger: Ledger, kept: Integers) -> _Cells:
    """Return the relationships of the kept faults: faults in order, findings in order."""
    faults = kept[kept < len(ledger.alpha)]
    component, finding = np.nonzero(ledger.alpha[faults] + ledger.beta[faults] > 0)
    fault = faults[component]
    alpha = np.maximum(ledger.alpha[fault, finding], EPSILON)
    beta = np.maximum(ledger.beta[fault, finding], EPSILON)
    scale = evidence.likelihood[fault, finding] * (alpha + beta) / alpha
    if evidence.share is not None:
        scale = scale * evidence.share[fault, finding]
    base = np.zeros_like(scale)
    if evidence.reliability is not None:
        scale = scale * evidence.reliability[finding]
        base = (1.0 - evidence.reliability[finding]) * evidence.untouched_rates()[finding]
    return _Cells(component, evidence.present[finding], alpha, beta, scale, base)


def _intervals(values: Floats, stated: Floats, level: float) -> CredibleIntervals:
    """Return quantiles of sorted draws, shape (draws, k), and the standard error of each end.

    The rank of a sample quantile has standard deviation sqrt(draws · p (1 - p)); half the way
    between the values that many ranks below and above is the standard error of the end.
    """
    tail = (1.0 - level) / 2.0
    spread = np.sqrt(tail * (1.0 - tail) / len(values))
    ends = np.asarray([tail, 1.0 - tail])
    low, high = np.quantile(values, ends, axis=0)
    below = np.quantile(values, np.clip(ends - spread, 0.0, 1.0), axis=0)
    above = np.quantile(values, np.clip(ends + spread, 0.0, 1.0), axis=0)
    return CredibleIntervals(
        low=np.minimum(low, stated),
        high=np.maximum(high, stated),
        monte_carlo_error=np.asarray(((above - below) / 2.0).max(axis=0)),
    )
