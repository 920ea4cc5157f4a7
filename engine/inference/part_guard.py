"""A guard against selling parts on a guess ("parts cannon").

Whether a part is needed is one event: n = sum_f P(f) P(part needed | f). Selling it and being wrong
costs the return, not selling it and being wrong costs the delay:

    loss(n, m) = min( (m - n) R,  n D ),   R = price * lost share + handling,  D = delay

where m is the mass of the situation (1 without a test). A test of price C_o comes first when

    loss(E) - sum_k loss(E and o = k) > C_o

that is when its answers change the decision often enough. The cheapest test that passes is named
and the sale is held. Without one, the part is sold when selling loses less than waiting.
"""

from dataclasses import dataclass

import numpy as np

from engine.inference.observation_cost import Observations
from engine.inference.posterior import Floats


@dataclass(frozen=True)
class Parts:
    """Parts, when they are needed, and what a wrong sale costs.

    Attributes:
        needed: shape (p, f), P(part needed | fault); weight of REQUIRES_PART, 0 without one.
        price_eur: shape (p,).
        lost_share: share of the price that is not refunded on return, in [0, 1]; 1 for parts that
            cannot be returned once fitted.
        handling_eur: price of a return: refitting the old part, shipping, time.
        delay_eur: price of coming back for a part that was needed and not sold.
    """

    needed: Floats
    price_eur: Floats
    lost_share: float = 1.0
    handling_eur: float = 0.0
    delay_eur: float = 50.0


@dataclass(frozen=True)
class PartAdvice:
    """What to do about one part.

    Attributes:
        probability_needed: P(this part fixes it | findings), over listed faults.
        expected_return_eur: (1 - probability_needed) * (price * lost share + handling).
        test: the cheapest test whose value exceeds its price, or None.
        test_value_eur: what the answers of that test save on average, before its price; 0 without.
        is_on_hold: the test comes before the sale.
        is_worth_selling: without a test, selling now loses no more than waiting.
    """

    probability_needed: float
    expected_return_eur: float
    test: int | None
    test_value_eur: float
    is_on_hold: bool
    is_worth_selling: bool


def part_guard(
    posterior: Floats, parts: Parts, observations: Observations
) -> tuple[PartAdvice, ...]:
    """Return the advice for each part, in the order of the parts.

    Args:
        posterior: shape (f + 2,), faults, untouched, unlisted; no part is known to fix the last
            two.
        parts: what each fault needs.
        observations: tests that can still be made; may be empty.
    """
    belief = np.asarray(posterior, dtype=np.float64)
    belief = belief / max(float(belief.sum()), 1e-300)
    needed = np.hstack([parts.needed, np.zeros((len(parts.price_eur), 2))])
    chance = needed @ belief
    return_eur = parts.price_eur * parts.lost_share + parts.handling_eur
    branches = belief * observations.outcomes
    mass, joint = branches.sum(axis=2), np.einsum("ph,qkh->pqk", needed, branches)
    now = _loss(chance, np.ones(len(chance)), return_eur, parts.delay_eur)
    after = _loss(joint, mass, return_eur[:, None, None], parts.delay_eur).sum(axis=2)
    values = np.maximum(now[:, None] - after, 0.0)
    return tuple(
        _advice(
            float(chance[at]),
            float((1.0 - chance[at]) * return_eur[at]),
            parts.delay_eur,
            values[at],
            observations.cost_eur,
        )
        for at in range(len(chance))
    )


def _loss(needed: Floats, mass: Floats, return_eur: Floats, delay_eur: float) -> Floats:
    """Return the loss of the better of selling and waiting, weighted by mass."""
    return np.minimum((mass - needed) * return_eur, needed * delay_eur)


def _advice(
    chance: float, return_eur: float, delay_eur: float, values: Floats, cost_eur: Floats
) -> PartAdvice:
    """Return the advice for one part; the more valuable of equally cheap tests is named."""
    worth = np.flatnonzero(values > cost_eur)
    test = int(min(worth, key=lambda at: (cost_eur[at], -values[at], at))) if len(worth) else None
    return PartAdvice(
        probability_needed=chance,
        expected_return_eur=return_eur,
        test=test,
        test_value_eur=0.0 if test is None else float(values[test]),
        is_on_hold=test is not None,
        is_worth_selling=return_eur <= chance * delay_eur,
    )
