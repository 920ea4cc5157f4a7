"""What is counted on played interviews: hits, recall by fault, questions, calibration."""

import numpy as np

from engine.bench.quality.ddxplus import Integers
from engine.bench.quality.results import QualityRow, Target
from engine.bench.share import Share
from engine.inference.posterior import Floats

#: Faults with fewer cases have no recall of their own (spec quality.md, QA7).
LEAST_CASES = 10
_BINS = 15
_BOOTSTRAPS = 1000


def hits(posterior: Floats, true: Integers, first: int = 1) -> Share:
    """Return how often the true fault is among the first, for posteriors of shape (n, f).

    Ties count against: a fault that is not above the others is not found.
    """
    case = np.arange(len(true))
    own = posterior[case, true][:, None]
    better = (posterior >= own).sum(axis=1) - 1
    return Share(int((better < first).sum()), len(true))


def recall_by_fault(posterior: Floats, true: Integers) -> dict[int, Share]:
    """Return the share found of each fault's cases, by row of the fault."""
    return {int(row): hits(posterior[true == row], true[true == row]) for row in np.unique(true)}


def worst_recall(recalls: dict[int, Share]) -> tuple[int, Share] | None:
    """Return the fault with the lowest recall of those with enough cases, or None."""
    known = [(row, share) for row, share in recalls.items() if share.of >= LEAST_CASES]
    return min(known, key=lambda item: item[1].percent) if known else None


def calibration_error(posterior: Floats, true: Integers) -> float:
    """Return the expected calibration error of the first fault's probability, 15 equal bins.

    ECE = sum_b |B_b| / n |accuracy(B_b) - confidence(B_b)| (Guo et al., 2017).
    """
    confidence = posterior.max(axis=1)
    is_right = posterior.argmax(axis=1) == true
    place = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = np.bincount(place, is_right - confidence, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(true))


def questions_row(
    goal: str, what: str, questions: Integers, target: Target | None, *, percentile: int | None
) -> QualityRow:
    """Return the mean number of questions, or a percentile of it, with a bootstrap interval."""

    def statistic(asked: Integers) -> Floats:
        if percentile is None:
            return np.asarray(asked.mean(axis=-1))
        return np.asarray(np.percentile(asked, percentile, axis=-1))

    resampled = statistic(questions[_resampled(len(questions))])
    figure = float(statistic(questions))
    return QualityRow(goal, what, figure, "questions", _middle(resampled), len(questions), target)


def calibration_row(
    goal: str, what: str, posterior: Floats, true: Integers, target: Target | None
) -> QualityRow:
    """Return the calibration error with a bootstrap interval."""
    n = len(true)
    resampled = [calibration_error(posterior[rows], true[rows]) for rows in _resampled(n)]
    figure = calibration_error(posterior, true)
    return QualityRow(goal, what, figure, "ECE", _middle(np.asarray(resampled)), n, target)


def _resampled(cases: int) -> Integers:
    """Return rows drawn with repeats, shape (_BOOTSTRAPS, cases), the same for every figure."""
    return np.random.default_rng(0).integers(0, cases, (_BOOTSTRAPS, cases))


def _middle(values: Floats) -> tuple[float, float]:
    """Return the interval that holds the middle 95 % of the values."""
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
