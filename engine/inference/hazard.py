"""How a part's age changes the prior of its faults: the hazard, never the level of its risk curve.

A risk curve holds the cumulative probability R(km) that the part has failed by a mileage
(requirements section 9, "risk curve"). What counts for a vehicle that comes in now is how fast it
fails at its mileage among those that still hold, the hazard h = R' / (1 - R), beside the mean
hazard over the curve, -ln(1 - R(end)) / (km_end - km_start), that the plain prior stands for.
"""

import numpy as np

from engine.inference.posterior import Floats

#: A curve changes a prior by this factor at most, either way: curves are rough.
MOST_RATIO = 4.0
_SURE = 1.0 - 1e-6
_SHORTEST_KM = 1.0


def hazard_ratio(
    mileage_km: float, curve_km: Floats, curve_risk: Floats, trust: float = 1.0
) -> float:
    """Return hazard at the mileage / mean hazard of the curve, within 1/4 and 4.

    The curve is linear between its points, so its hazard is piecewise; beyond the last point the
    last piece holds, before the first one the first. 1 where the curve says nothing.

    Args:
        mileage_km: of the vehicle, >= 0.
        curve_km: shape (n,), rising.
        curve_risk: shape (n,), cumulative probability at each point, never falling.
        trust: confidence in the curve, 0 to 1: the ratio counts to this power, so that a rough
            curve moves a prior a little and one that is not trusted not at all.
    """
    risk = np.minimum(np.maximum.accumulate(curve_risk), _SURE)
    survived = -np.log1p(-risk)  # the cumulative hazard
    length = float(curve_km[-1] - curve_km[0]) if len(curve_km) else 0.0
    mean = float(survived[-1] - survived[0]) / length if length >= _SHORTEST_KM else 0.0
    if mean <= 0.0:
        return 1.0
    piece = int(np.clip(np.searchsorted(curve_km, mileage_km, side="right") - 1, 0, len(risk) - 2))
    width = float(curve_km[piece + 1] - curve_km[piece])
    rise = float(survived[piece + 1] - survived[piece])
    hazard = rise / max(width, _SHORTEST_KM)
    ratio = float(np.clip(hazard / mean, 1.0 / MOST_RATIO, MOST_RATIO))
    return float(ratio ** min(max(trust, 0.0), 1.0))
