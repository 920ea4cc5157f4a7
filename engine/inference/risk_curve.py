"""A risk curve between its points: monotone, smooth, and honest about where its data end.

The curve holds R(km), the cumulative probability that a part has failed by a mileage (section 9,
"risk curve"). Between the points it is the monotone cubic of Fritsch and Carlson with the slopes
of Butland (PCHIP): it never leaves the range of the two points around it. Before the first point
it starts at (0, 0); beyond the last one it stays flat, because nothing is known there. What
happens next is the chance to fail within the next kilometres among parts that still hold,
1 - exp(H(km) - H(km + d)) with H = -ln(1 - R); beyond the last point H goes on as steeply as
over the last piece, so that a worn part does not look safe where the data end.
"""

from dataclasses import dataclass

import numpy as np

from engine.inference.posterior import Floats

#: Cumulative risk is kept below this, so that some parts always still hold.
_SURE = 1.0 - 1e-6
#: A piece that rises less than this a kilometre is level.
_FLAT = 1e-15
#: Bisection steps: the mileage of a threshold is found to less than a metre.
_STEPS = 60


@dataclass(frozen=True)
class RiskCurve:
    """A curve, ready to be asked.

    Attributes:
        km: shape (n,), strictly rising from 0, n >= 2.
        risk: shape (n,), cumulative probability, never falling, 0 at 0 km.
        slopes: shape (n,), of the cubic at each point, >= 0.
    """

    km: Floats
    risk: Floats
    slopes: Floats

    @property
    def last_km(self) -> float:
        """The mileage where the data end."""
        return float(self.km[-1])

    def risk_at(self, mileage_km: float) -> float:
        """Return R at a mileage >= 0: never falling in it, within 0 and the last point's risk."""
        at = min(max(mileage_km, 0.0), self.last_km)
        piece = int(np.clip(np.searchsorted(self.km, at, side="right") - 1, 0, len(self.km) - 2))
        low, high = self.risk[piece], self.risk[piece + 1]
        width = self.km[piece + 1] - self.km[piece]
        t = (at - self.km[piece]) / width
        value = (
            (1 + 2 * t) * (1 - t) ** 2 * low
            + t * (1 - t) ** 2 * width * self.slopes[piece]
            + t**2 * (3 - 2 * t) * high
            + t**2 * (t - 1) * width * self.slopes[piece + 1]
        )
        return float(np.clip(value, low, high))

    def risk_within(self, mileage_km: float, distance_km: float) -> float:
        """Return the chance to fail within the distance, given that the part still holds."""
        later = self._hazard_sum(mileage_km + max(distance_km, 0.0))
        return float(-np.expm1(self._hazard_sum(mileage_km) - later))

    def mileage_of(self, risk: float) -> float | None:
        """Return the first mileage where R reaches the risk; None where the data never do."""
        if risk <= 0.0:
            return 0.0
        if self.risk[-1] < risk:
            return None
        low, high = 0.0, self.last_km
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (low, middle) if self.risk_at(middle) >= risk else (middle, high)
        return high

    def _hazard_sum(self, mileage_km: float) -> float:
        inside = float(-np.log1p(-min(self.risk_at(mileage_km), _SURE)))
        beyond = max(mileage_km - self.last_km, 0.0)
        ends = -np.log1p(-np.minimum(self.risk[-2:], _SURE))
        last_slope = float((ends[1] - ends[0]) / (self.km[-1] - self.km[-2]))
        return inside + beyond * last_slope


def risk_curve(km: Floats, risk: Floats) -> RiskCurve:
    """Return the curve through the points, from (0, 0) on.

    Args:
        km: shape (n,), strictly rising, >= 0, n >= 1.
        risk: shape (n,), cumulative probability at each, 0 to 1; a fall is levelled out.
    """
    rising = np.maximum.accumulate(np.clip(np.asarray(risk, dtype=np.float64), 0.0, 1.0))
    points = np.asarray(km, dtype=np.float64)
    if points[0] > 0.0:
        points, rising = np.concatenate([[0.0], points]), np.concatenate([[0.0], rising])
    if len(points) == 1:
        points, rising = np.asarray([0.0, 1.0]), np.repeat(rising, 2)
    return RiskCurve(points, rising, _slopes(points, rising))


def _slopes(km: Floats, risk: Floats) -> Floats:
    """Return the slope at each point: the weighted harmonic mean of its two pieces (Butland)."""
    widths = np.diff(km)
    steep = np.diff(risk) / widths
    slopes = np.empty(len(km))
    slopes[0], slopes[-1] = steep[0], steep[-1]
    for at in range(1, len(km) - 1):
        before, after = steep[at - 1], steep[at]
        if min(before, after) <= _FLAT:
            slopes[at] = 0.0
            continue
        heavy, light = 2 * widths[at] + widths[at - 1], widths[at] + 2 * widths[at - 1]
        slopes[at] = (heavy + light) / (heavy / before + light / after)
    return slopes
