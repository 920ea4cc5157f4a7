"""Goal QB3: how often the 95 % fault set holds the true cause, and how large it is.

The conformal set is calibrated on a random half and measured on the other, many times; the figure
is the mean over the splits. Its interval comes from drawing the cases anew: all copies of a case
are on the same side of a split, so that no case is measured by a threshold that it helped to set.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.bench.quality.interactive import Played
from engine.bench.quality.results import QualityRow, Target, mean_row, share_row
from engine.bench.share import Share
from engine.inference.fault_set import conformal_place, set_members, set_scores
from engine.inference.posterior import Floats

Integers = NDArray[np.int_]
#: Questions after which the goal looks at the set, besides the stop.
QUESTIONS = 3
SPLITS = 200
_RESAMPLES, _SPLITS_EACH = 200, 10
_REGULARISATION = 0.01


@dataclass(frozen=True)
class SetFigures:
    """Means over splits, with 95 % intervals.

    Attributes:
        coverage: share of cases whose set holds the true cause, 0 to 1.
        size: mean number of members.
        coverage_interval: of the coverage.
        size_interval: of the size.
    """

    coverage: float
    size: float
    coverage_interval: tuple[float, float]
    size_interval: tuple[float, float]


@dataclass(frozen=True)
class _Moment:
    """Posteriors of all cases at one moment of the interviews."""

    moment: str
    played: str
    probabilities: Floats
    true: Integers
    seed: int


def fault_set_rows(played: Played, name: str, seed: int) -> list[QualityRow]:
    """Return QB3 after 3 questions and at the stop, credible sets beside conformal ones.

    Args:
        played: interviews of n cases.
        name: what kind of interviews, in words.
        seed: of splits and resamples.
    """
    posteriors = np.asarray(played.at_count[:, QUESTIONS])
    early = _Moment(f"after {QUESTIONS} questions", name, posteriors, played.true, seed)
    stop = _Moment("at the stop", name, played.at_stop, played.true, seed)
    return [
        *_conformal(early, covered=Target(94.0, 96.0)),
        *_conformal(early, regularisation=_REGULARISATION),
        *_credible(early),
        *_conformal(stop, covered=Target(low=95.0), small=Target(high=1.3)),
        *_credible(stop),
    ]


def conformal_figures(
    probabilities: Floats, true: Integers, seed: int, regularisation: float = 0.0
) -> SetFigures:
    """Return coverage and size of conformal sets, averaged over splits in halves."""
    scores = set_scores(probabilities, regularisation)
    rng = np.random.default_rng(seed)
    coverage, size = _mean_of_splits(scores, true, np.arange(len(true)), SPLITS, rng)
    resampled = [
        _mean_of_splits(scores, true, rng.integers(0, len(true), len(true)), _SPLITS_EACH, rng)
        for _ in range(_RESAMPLES)
    ]
    (low, small), (high, large) = np.quantile(resampled, (0.025, 0.975), axis=0).tolist()
    return SetFigures(coverage, size, (low, high), (small, large))


def _mean_of_splits(
    scores: Floats, true: Integers, cases: Integers, splits: int, rng: np.random.Generator
) -> tuple[float, float]:
    coverage, size = np.mean(list(_splits(scores, true, cases, splits, rng)), axis=0).tolist()
    return coverage, size


def _splits(
    scores: Floats, true: Integers, cases: Integers, splits: int, rng: np.random.Generator
) -> Iterator[tuple[float, float]]:
    """Yield coverage and mean size of the measured half, for each random split."""
    own = scores[np.arange(len(true)), true]
    for _ in range(splits):
        is_calibrating = (rng.permutation(len(true)) % 2 == 0)[cases]
        calibrating, measured = cases[is_calibrating], cases[~is_calibrating]
        place = conformal_place(len(calibrating))
        threshold = np.sort(own[calibrating])[place - 1] + 1e-12
        sizes = (scores[measured] <= threshold).sum(axis=1)
        yield float((own[measured] <= threshold).mean()), float(sizes.mean())


def _conformal(
    moment: _Moment,
    *,
    covered: Target | None = None,
    small: Target | None = None,
    regularisation: float = 0.0,
) -> list[QualityRow]:
    found = conformal_figures(moment.probabilities, moment.true, moment.seed, regularisation)
    low, high = found.coverage_interval
    name = f"conformal set {moment.moment}, {moment.played}"
    if regularisation:
        name += f", regularised by {regularisation:g}"
    n = len(moment.true)
    coverage = QualityRow(
        "QB3",
        f"coverage of the {name}",
        100 * found.coverage,
        "%",
        (100 * low, 100 * high),
        n,
        covered,
    )
    what = f"mean size of the {name}"
    return [
        coverage,
        QualityRow("QB3", what, found.size, "faults", found.size_interval, n, small),
    ]


def _credible(moment: _Moment) -> list[QualityRow]:
    inside = set_members(moment.probabilities)
    n = len(moment.true)
    held = int(inside[np.arange(n), moment.true].sum())
    sizes = inside.sum(axis=1).astype(float).tolist()
    name = f"credible set {moment.moment}, {moment.played}"
    return [
        share_row("QB3", f"coverage of the {name}", Share(held, n)),
        mean_row("QB3", f"mean size of the {name}", sizes, "faults"),
    ]
