"""The faults among which the true cause is, with 95 % probability.

*Credible*: hypotheses by falling probability until their mass reaches the level. It is as good as
the posterior. *Conformal*: the same order, but the mass at which to stop comes from confirmed
cases (split conformal; Vovk 2005, Romano 2020 without its randomisation, arXiv 2006.02544). With
the score of a case

    s_i = mass of the hypotheses before the true one (+ lambda · ranks beyond the second)

and t the ceil((n + 1) · level)-th smallest of n scores, the set { h : s_h <= t } holds the true
cause of the next exchangeable case with probability of at least the level, whatever the posterior
is worth. A set is never empty: the first hypothesis has score 0. The regularised variant (lambda,
Angelopoulos 2021, arXiv 2009.14193) trades large sets for more middling ones.

The cause that is not in the graph is a hypothesis like any other, and so are the untouched faults
as one: either can be a member, and then has to be shown.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import Floats

Integers = NDArray[np.int_]
#: Level of the set that answers show.
LEVEL = 0.95
#: Confirmed cases before a set is called conformal. The coverage that one calibration gives has a
#: standard deviation of sqrt(level (1 - level) / (n + 2)): 1.5 points at 200 cases.
CASES_FOR_CONFORMAL = 200
#: Ranks that cost nothing in the regularised variant.
_FREE_RANKS = 2
#: Sums of probabilities that should be equal differ by less than this.
_TOLERANCE = 1e-12


class FaultSetKind(StrEnum):
    """What the level of a set rests on."""

    CREDIBLE = "credible"
    CONFORMAL = "conformal"


@dataclass(frozen=True)
class ConformalThreshold:
    """What confirmed cases say about how far a set must reach.

    Attributes:
        level: probability that a set holds the true cause, 0 to 1.
        score: largest score of a member.
        regularisation: lambda of the score, 0 or more.
        cases: confirmed cases behind it.
    """

    level: float
    score: float
    regularisation: float
    cases: int


@dataclass(frozen=True)
class FaultSet:
    """A set of hypotheses that holds the true cause with a stated probability.

    Attributes:
        members: hypothesis rows, likeliest first; with h rows in all, h - 2 are the untouched
            faults together and h - 1 is the cause that is not in the graph.
        level: the stated probability.
        mass: summed posterior of the members.
        kind: credible, or conformal when confirmed cases stand behind the level.
    """

    members: tuple[int, ...]
    level: float
    mass: float
    kind: FaultSetKind


def fault_set(
    probabilities: Floats, level: float = LEVEL, threshold: ConformalThreshold | None = None
) -> FaultSet:
    """Return the set of one posterior, shape (h,).

    Args:
        probabilities: posterior in hypothesis order, sums to 1.
        level: of a credible set; a threshold brings its own.
        threshold: from confirmed cases, or None where there are too few.
    """
    inside = set_members(probabilities[np.newaxis], level, threshold)[0]
    order = np.argsort(-probabilities, kind="stable")
    members = tuple(int(at) for at in order if inside[at])
    return FaultSet(
        members=members,
        level=level if threshold is None else threshold.level,
        mass=float(probabilities[list(members)].sum()),
        kind=FaultSetKind.CREDIBLE if threshold is None else FaultSetKind.CONFORMAL,
    )


def set_members(
    probabilities: Floats, level: float = LEVEL, threshold: ConformalThreshold | None = None
) -> NDArray[np.bool_]:
    """Return who is in the set of each posterior, shape (n, h); arguments as ``fault_set``."""
    if threshold is None:
        return np.asarray(set_scores(probabilities) < level - _TOLERANCE)
    scores = set_scores(probabilities, threshold.regularisation)
    return np.asarray(scores <= threshold.score + _TOLERANCE)


def fit_conformal(
    probabilities: Floats,
    true: Integers,
    *,
    level: float = LEVEL,
    regularisation: float = 0.0,
    cases_needed: int = CASES_FOR_CONFORMAL,
) -> ConformalThreshold | None:
    """Return the threshold that confirmed cases give, or None when there are too few.

    Args:
        probabilities: shape (n, h), posteriors of confirmed cases; none of them, nor its weights,
            may have been learned from the same case.
        true: shape (n,), the hypothesis that was confirmed.
        level: wanted probability, below 1.
        regularisation: lambda, 0 for none.
        cases_needed: fewest cases; below level / (1 - level) no threshold exists at all.
    """
    n = len(true)
    place = conformal_place(n, level)
    if n < cases_needed or place > n:
        return None
    scores = set_scores(probabilities, regularisation)[np.arange(n), true]
    return ConformalThreshold(level, float(np.sort(scores)[place - 1]), regularisation, n)


def conformal_place(cases: int, level: float = LEVEL) -> int:
    """Return which smallest score is the threshold: ceil((n + 1) · level), counted from 1.

    Above the number of cases no threshold keeps the level.
    """
    return ceil((cases + 1) * level - _TOLERANCE * cases)


def set_scores(probabilities: Floats, regularisation: float = 0.0) -> Floats:
    """Return the score of every hypothesis, shape (n, h): the mass before it, and its penalty.

    Ties in probability are ordered by row.
    """
    order = np.argsort(-probabilities, axis=1, kind="stable")
    ranked = np.take_along_axis(probabilities, order, axis=1)
    before = np.cumsum(ranked, axis=1) - ranked
    ranks = np.arange(1, probabilities.shape[1] + 1)
    penalty = regularisation * np.maximum(ranks - _FREE_RANKS, 0)
    scores = np.empty_like(probabilities)
    np.put_along_axis(scores, order, before + penalty, axis=1)
    return scores
