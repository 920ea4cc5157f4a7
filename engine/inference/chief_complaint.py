"""What it tells that somebody opens with this symptom, beyond that it is present.

Of the symptoms that a case shows, one is told first, each with the same chance. With r_o = P(o
present | h) and M the number of other symptoms present,

    P(e told first | h) = r_e E[ 1 / (1 + M) ] = r_e integral_0^1 prod_{o != e} (1 - r_o + r_o t) dt

because E[t^M] is the product and the integral of t^M over [0, 1] is 1 / (1 + M). A symptom told
first speaks for hypotheses that show little else. Gauss-Legendre points integrate the polynomial
of degree c - 1 exactly.
"""

import numpy as np

from engine.inference.posterior import EPSILON, Floats


def told_first_rates(rates: Floats) -> Floats:
    """Return P(e is present and told first | hypothesis), shape (h, c); rows sum to at most 1.

    Args:
        rates: shape (h, c), P(present | hypothesis) of everything that could be told first. The
            rows sum to P(any of them is present | hypothesis).
    """
    points = rates.shape[1] // 2 + 1
    nodes, weights = np.polynomial.legendre.leggauss(points)
    scale = (nodes + 1.0) / 2.0
    bounded = np.clip(rates, EPSILON, 1.0 - EPSILON)
    factors = np.log1p(-bounded[:, :, None] * (1.0 - scale))
    others = factors.sum(axis=1, keepdims=True) - factors
    return np.asarray(bounded * (np.exp(others) @ (weights / 2.0)))
