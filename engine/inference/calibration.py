"""Which map from stated to calibrated probabilities the confirmed cases allow.

Few cases: none. Some: one temperature. Many: an isotonic curve. A map is taken only when it helps
on cases that it was not fitted on; otherwise probabilities stay as they are, and the value says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from engine.inference.isotonic import IsotonicCurve, fit_isotonic
from engine.inference.posterior import Floats
from engine.inference.temperature import fit_temperature, log_loss, tempered

Integers = NDArray[np.int_]
#: Confirmed cases before one temperature is fitted: its standard error is then about a tenth.
CASES_FOR_TEMPERATURE = 200
#: Confirmed cases before a whole curve is fitted; with fewer its steps follow the noise.
CASES_FOR_ISOTONIC = 1000
_FOLDS = 5
#: Standard errors of the gain in log loss that a map must bring on cases it was not fitted on.
_LEAST_GAIN = 2.0


class CalibrationKind(StrEnum):
    """What a map does."""

    IDENTITY = "identity"
    TEMPERATURE = "temperature"
    ISOTONIC = "isotonic"


@dataclass(frozen=True)
class Calibration:
    """A map of probabilities, in plain values that can be stored with the graph.

    Attributes:
        kind: what the map does.
        cases: confirmed cases that were there to fit it.
        temperature: T of the kind ``temperature``, else 1.
        curve: of the kind ``isotonic``, else None.
    """

    kind: CalibrationKind
    cases: int
    temperature: float = 1.0
    curve: IsotonicCurve | None = None

    @property
    def cases_missing(self) -> int:
        """Return how many confirmed cases are missing before any map is fitted."""
        return max(0, CASES_FOR_TEMPERATURE - self.cases)

    def apply(
        self, probabilities: Floats, prior: Floats | None = None, summed: tuple[int, ...] = ()
    ) -> Floats:
        """Return calibrated probabilities of the same shape; the last axis sums to 1.

        Args:
            probabilities: shape (..., h), posteriors in hypothesis order.
            prior: shape (h,) or (..., h), normalised prior masses; None stands for a uniform one.
            summed: columns that are sums of several hypotheses (the untouched faults).
        """
        if self.curve is not None:
            return self.curve.apply(probabilities, summed)
        if self.kind is CalibrationKind.TEMPERATURE:
            return tempered(probabilities, self.temperature, prior)
        return probabilities


@dataclass(frozen=True)
class ConfirmedCases:
    """What a map is fitted on; the order of the cases must not depend on their outcome.

    Attributes:
        probabilities: shape (n, h), posteriors as stated.
        true: shape (n,), the hypothesis that was confirmed.
        prior: shape (n, h), normalised prior masses, or None for uniform ones.
        summed: columns that are sums of several hypotheses.
    """

    probabilities: Floats
    true: Integers
    prior: Floats | None = None
    summed: tuple[int, ...] = ()

    def take(self, rows: Integers) -> "ConfirmedCases":
        """Return some of the cases."""
        prior = None if self.prior is None else self.prior[rows]
        return ConfirmedCases(self.probabilities[rows], self.true[rows], prior, self.summed)

    def mapped(self, calibration: Calibration) -> Floats:
        """Return the posteriors after a map, shape (n, h)."""
        return calibration.apply(self.probabilities, self.prior, self.summed)


def identity(cases: int) -> Calibration:
    """Return the map that changes nothing."""
    return Calibration(CalibrationKind.IDENTITY, cases)


def temperature_of(cases: ConfirmedCases) -> Calibration:
    """Return the temperature that fits the cases best."""
    fitted = fit_temperature(cases.probabilities, cases.true, cases.prior)
    return Calibration(CalibrationKind.TEMPERATURE, len(cases.true), temperature=fitted)


def isotonic_of(cases: ConfirmedCases) -> Calibration:
    """Return the isotonic curve that fits the cases best."""
    fitted = fit_isotonic(cases.probabilities, cases.true, cases.summed)
    return Calibration(CalibrationKind.ISOTONIC, len(cases.true), curve=fitted)


def choose_calibration(cases: ConfirmedCases) -> Calibration:
    """Return the richest map that the cases allow and that helps on unseen ones.

    A temperature needs 200 cases, an isotonic curve 1,000. Each is taken when its mean log loss
    over five folds is lower than that of what was chosen before it by more than two standard errors
    of the paired difference.
    """
    n = len(cases.true)
    chosen, least = identity(n), log_loss(cases.probabilities, cases.true)
    for needed, fit in (
        (CASES_FOR_TEMPERATURE, temperature_of),
        (CASES_FOR_ISOTONIC, isotonic_of),
    ):
        if n < needed:
            break
        loss = log_loss(cross_fitted(cases, fit), cases.true)
        gain = least - loss
        if gain.mean() > _LEAST_GAIN * gain.std(ddof=1) / np.sqrt(n):
            chosen, least = fit(cases), loss
    return chosen


def cross_fitted(cases: ConfirmedCases, fit: Callable[[ConfirmedCases], Calibration]) -> Floats:
    """Return each case's posterior after the map fitted on the other folds, shape (n, h).

    Case i is in fold i mod 5.
    """
    fold = np.arange(len(cases.true)) % _FOLDS
    mapped = np.empty_like(cases.probabilities)
    for at in range(_FOLDS):
        rows = np.flatnonzero(fold == at)
        mapped[rows] = cases.take(rows).mapped(fit(cases.take(np.flatnonzero(fold != at))))
    return mapped
