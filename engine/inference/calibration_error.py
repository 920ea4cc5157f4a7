"""How far stated confidences are from what comes true, and how far chance alone would put them.

    ECE = sum_b |B_b| / n · | accuracy(B_b) - confidence(B_b) |

over bins of equal width (Naeini 2015; Guo 2017, arXiv 1706.04599). With n cases even a perfectly
calibrated model shows an ECE above 0, because the accuracy of a bin is a counted share. This
*floor* comes from drawing outcomes from the confidences themselves; what lies above it is the
*excess*.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import Floats

#: Bins of the published figures (goal QB1).
BINS = 15
#: Outcomes drawn at once, to bound memory.
_BLOCK = 2_000_000
_INTERVAL = (0.025, 0.975)


@dataclass(frozen=True)
class ReliabilityBin:
    """Cases whose confidence lies in [low, high), or [low, 1] for the last bin.

    Attributes:
        low: lower end, 0 to 1.
        high: upper end, 0 to 1.
        count: number of cases.
        confidence: their mean confidence; 0 when there are none.
        accuracy: share of them that came true; 0 when there are none.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class CalibrationFloor:
    """ECE of a perfectly calibrated model on as many cases with the same confidences.

    Attributes:
        mean: over the draws.
        low: 2.5 % point of the draws.
        high: 97.5 % point of the draws.
    """

    mean: float
    low: float
    high: float


def reliability_bins(
    confidence: Floats, correct: NDArray[np.bool_], bins: int = BINS
) -> tuple[ReliabilityBin, ...]:
    """Return all bins, empty ones included.

    Args:
        confidence: shape (n,), stated probability of each case, 0 to 1.
        correct: shape (n,), whether it came true.
        bins: number of bins of equal width.
    """
    place = _places(confidence, bins)
    count = np.bincount(place, minlength=bins)
    divisor = np.maximum(count, 1)
    stated = np.bincount(place, confidence, bins) / divisor
    came_true = np.bincount(place, correct.astype(np.float64), bins) / divisor
    return tuple(
        ReliabilityBin(at / bins, (at + 1) / bins, int(count[at]), float(stated[at]), float(true))
        for at, true in enumerate(came_true)
    )


def expected_calibration_error(
    confidence: Floats, correct: NDArray[np.bool_], bins: int = BINS
) -> float:
    """Return the ECE, 0 (perfect) to 1; 0 without cases."""
    gap = np.bincount(_places(confidence, bins), correct - confidence, bins)
    return float(np.abs(gap).sum() / max(len(confidence), 1))


def calibration_floor(
    confidence: Floats, rng: np.random.Generator, *, draws: int = 1000, bins: int = BINS
) -> CalibrationFloor:
    """Return what ECE chance alone gives when every confidence is exactly right.

    Args:
        confidence: shape (n,), with n at least 1.
        rng: seeded by the caller.
        draws: how often all n outcomes are drawn; the mean's Monte Carlo error is about a third of
            its value over the root of this.
        bins: as for the ECE.
    """
    stated = np.bincount(_places(confidence, bins), confidence, bins)
    errors = np.abs(_drawn_hits(confidence, rng, draws, bins) - stated).sum(axis=1)
    errors /= len(confidence)
    low, high = np.quantile(errors, _INTERVAL)
    return CalibrationFloor(float(errors.mean()), float(low), float(high))


def chance_ranges(
    confidence: Floats, rng: np.random.Generator, *, draws: int = 1000, bins: int = BINS
) -> Floats:
    """Return where the accuracy of each bin lies when every confidence is exactly right.

    Args:
        confidence: shape (n,), with n at least 1.
        rng: seeded by the caller.
        draws: how often all n outcomes are drawn.
        bins: as for the ECE.

    Returns:
        Shape (bins, 2), the 2.5 % and 97.5 % points, 0 to 1; zeros for an empty bin.
    """
    count = np.maximum(np.bincount(_places(confidence, bins), minlength=bins), 1)
    shares = _drawn_hits(confidence, rng, draws, bins) / count
    return np.asarray(np.quantile(shares, _INTERVAL, axis=0).T)


def _drawn_hits(confidence: Floats, rng: np.random.Generator, draws: int, bins: int) -> Floats:
    """Return how many cases of each bin come true in each draw, shape (draws, bins)."""
    n = len(confidence)
    member = np.zeros((n, bins))
    member[np.arange(n), _places(confidence, bins)] = 1.0
    block = max(1, min(draws, _BLOCK // n))
    hits = [
        (rng.random((min(block, draws - start), n)) < confidence) @ member
        for start in range(0, draws, block)
    ]
    return np.concatenate(hits)


def _places(confidence: Floats, bins: int) -> NDArray[np.int_]:
    """Return the bin of each confidence; 1.0 belongs to the last."""
    return np.minimum((confidence * bins).astype(np.int_), bins - 1)
