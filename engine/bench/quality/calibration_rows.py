"""Goal QB1 from played interviews: calibration at each question count and at the stop.

The probabilities are measured as they were stated. Where the confirmed cases of the other folds
would choose a calibration map, the mapped probabilities are measured too.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.bench.quality.abstention_rows import abstention_rows
from engine.bench.quality.fault_set_rows import fault_set_rows
from engine.bench.quality.interactive import Played
from engine.bench.quality.reliability_diagram import ReliabilityPanel
from engine.bench.quality.results import QualityRow, Target
from engine.inference.calibration import (
    Calibration,
    CalibrationKind,
    ConfirmedCases,
    choose_calibration,
    cross_fitted,
)
from engine.inference.calibration_error import (
    CalibrationFloor,
    calibration_floor,
    expected_calibration_error,
)
from engine.inference.posterior import Floats

Integers = NDArray[np.int_]
#: Goal QB1: excess over the floor at every question count, and the error itself at the stop.
_MOST_ERROR = Target(high=0.01)
#: Question counts that the diagram shows, besides the stop.
_DRAWN = (0, 3, 5, 10)
_STOP = "at the stop"


@dataclass(frozen=True)
class CalibrationPoint:
    """The first answers at one moment of the interviews.

    Attributes:
        moment: in words, such as ``after 3 questions`` or ``at the stop``.
        confidence: shape (n,), stated probability of each first answer.
        correct: shape (n,), whether it was right.
        error: expected calibration error.
        floor: what a perfectly calibrated model shows on as many cases.
    """

    moment: str
    confidence: Floats
    correct: NDArray[np.bool_]
    error: float
    floor: CalibrationFloor

    @property
    def excess(self) -> float:
        """Return by how much the error is above what chance alone gives."""
        return self.error - self.floor.mean

    @property
    def excess_interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the excess.

        The error scatters around its own mean as the floor does around its mean: both are sums of
        the same counted shares.
        """
        return self.error - self.floor.high, self.error - self.floor.low


def moments(played: Played) -> list[tuple[str, Floats]]:
    """Return name and posteriors of each question count and of the stop, in order."""
    counts = range(played.at_count.shape[1])
    asked = [
        (f"after {count} question{'s' * (count != 1)}", np.asarray(played.at_count[:, count]))
        for count in counts
    ]
    return [*asked, (_STOP, played.at_stop)]


def calibration_point(
    moment: str, probabilities: Floats, true: Integers, seed: int
) -> CalibrationPoint:
    """Return the first answers of one moment with their error and its floor."""
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == true
    floor = calibration_floor(confidence, np.random.default_rng(seed))
    error = expected_calibration_error(confidence, correct)
    return CalibrationPoint(moment, confidence, correct, error, floor)


def calibration_points(played: Played, seed: int) -> list[CalibrationPoint]:
    """Return the probabilities as they were stated, at each question count and at the stop."""
    return [
        calibration_point(moment, probabilities, played.true, seed)
        for moment, probabilities in moments(played)
    ]


def honesty_rows(played: Played, name: str, seed: int) -> list[QualityRow]:
    """Return all rows of QB1, QB3 and QB4.

    Args:
        played: interviews of n cases.
        name: what kind of interviews, in words.
        seed: of everything drawn.
    """
    return [
        *calibration_rows(played, name, seed),
        *fault_set_rows(played, name, seed),
        *abstention_rows(played, name, seed),
    ]


def calibration_rows(played: Played, name: str, seed: int) -> list[QualityRow]:
    """Return QB1: the probabilities as stated and, where a map was chosen, after it.

    Args:
        played: interviews of n cases.
        name: what kind of interviews, in words.
        seed: of the floors.
    """
    rows = [_row(point, f"{name}, as stated") for point in calibration_points(played, seed)]
    for moment, probabilities in moments(played):
        mapped, kinds = _recalibrated(probabilities, played.true)
        if kinds != {CalibrationKind.IDENTITY}:
            point = calibration_point(moment, mapped, played.true, seed)
            how = f"{name}, by other folds' {' or '.join(sorted(kinds))}"
            rows.append(_row(point, how))
    return rows


def reliability_panels(played: Played) -> list[ReliabilityPanel]:
    """Return what the reliability diagram shows: 0, 3, 5 and 10 questions, and the stop."""
    counts = [(count, np.asarray(played.at_count[:, count])) for count in _DRAWN]
    titled = [(f"After {count} questions", found) for count, found in counts]
    titled[0] = ("Before the first question", titled[0][1])
    titled.append(("When it stopped asking", played.at_stop))
    return [
        ReliabilityPanel(title, found.max(axis=1), found.argmax(axis=1) == played.true)
        for title, found in titled
    ]


def _row(point: CalibrationPoint, how: str) -> QualityRow:
    floor, (low, high) = point.floor.mean, point.excess_interval
    figure, what = point.excess, "calibration error above the floor"
    if point.moment == _STOP:
        figure, what = point.error, "calibration error"
        low, high = max(low + floor, 0.0), high + floor
    what += f" {point.moment}: {point.error:.4f} beside a floor of {floor:.4f}, {how}"
    return QualityRow("QB1", what, figure, "ECE", (low, high), len(point.correct), _MOST_ERROR)


def _recalibrated(probabilities: Floats, true: Integers) -> tuple[Floats, set[CalibrationKind]]:
    """Return each case after the map that was chosen on the other folds, and the kinds chosen."""
    kinds: set[CalibrationKind] = set()

    def choose(cases: ConfirmedCases) -> Calibration:
        chosen = choose_calibration(cases)
        kinds.add(chosen.kind)
        return chosen

    return cross_fitted(ConfirmedCases(probabilities, true), choose), kinds
