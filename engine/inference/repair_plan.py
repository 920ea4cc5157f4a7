"""A repair plan to read from top to bottom: repairs in order, each behind a test where that pays.

A step is a repair a, or a pair: test o first, and repair only when the outcome says so. With m_a
the mass of cars that are not fixed and did not get a yet, and K the outcomes that go on,

    price(a)    = C_a sum_h m_a               fixed(a)    = sum_h m_a P(fixed | a, h)
    price(o, a) = C_o sum_h m_a + C_a sum_h m_a P(K | h)
    fixed(o, a) = sum_h m_a P(K | h) P(fixed | a, h)

The step with the most fixed per EUR comes next (Heckerman, Breese and Rommelse, 1995: a pair is
ordered by p / (C_o + p C_r)); the best K of a pair holds the outcomes with the best odds of a cure.
A repair that was skipped can come back later for the cars that skipped it. The plan ends where
calling the service is cheapest. Each test serves one step, and tests are independent given the
hypothesis, so that all masses, and with them the expected cost, are exact.

The plan is fixed beforehand. `repair_policy` decides anew after every answer and costs less.
"""

from dataclasses import dataclass, replace

import numpy as np

from engine.inference.observation_cost import Observations
from engine.inference.posterior import Floats
from engine.inference.repair_cost import Flags, Ints, Repairs, first_best

#: Masses and prices below this are nothing.
_LEAST = 1e-12
#: A test must raise what a step fixes per EUR by more than this share, or the repair stands alone.
_WORTH_A_TEST = 0.2


@dataclass(frozen=True)
class PlanStep:
    """One line of the plan.

    Attributes:
        repair: row of `Repairs`.
        test: row of `Observations` to make first, or None.
        repair_if: for each outcome of the test, whether the repair follows; padding is False;
            empty without a test.
        reached: probability that the car is not fixed before this step.
        price_eur: mean price of the step when it is reached.
        probability_fixed: probability, seen from the start, that this step fixes the car.
        cumulative_fixed: probability that the car is fixed after this step.
        cost_to_go_eur: expected cost from this step on when it is reached, the service included.
        only_if_skipped: an earlier step has this repair behind a test: for cars that skipped it.
    """

    repair: int
    test: int | None
    repair_if: tuple[bool, ...]
    reached: float
    price_eur: float
    probability_fixed: float
    cumulative_fixed: float
    cost_to_go_eur: float
    only_if_skipped: bool


@dataclass(frozen=True)
class RepairPlan:
    """Steps, then the service.

    Attributes:
        steps: in order; empty when the service should be called at once.
        expected_cost_eur: of the whole plan, the service included.
        service_probability: probability that the service is called in the end.
    """

    steps: tuple[PlanStep, ...]
    expected_cost_eur: float
    service_probability: float


def repair_plan(
    posterior: Floats, repairs: Repairs, observations: Observations | None = None
) -> RepairPlan:
    """Return the plan; the cheaper of the one with tests and the one without.

    Args:
        posterior: shape (f + 2,), faults, untouched, unlisted.
        repairs: costs and cures.
        observations: what may be tested before a repair; None for a plan of repairs alone.
    """
    masses = np.asarray(posterior, dtype=np.float64)
    masses = masses / max(float(masses.sum()), 1e-300)
    nothing = Observations(np.zeros(0), np.zeros((0, 1, len(masses))))
    plain = _planned(masses, repairs, nothing)
    if observations is None or not len(observations.cost_eur):
        return plain
    tested = _planned(masses, repairs, observations)
    return tested if tested.expected_cost_eur < plain.expected_cost_eur else plain


@dataclass(frozen=True)
class _Pair:
    """The best next step: a repair, alone or behind a test.

    Attributes:
        repair_if: the outcomes after which the repair follows; empty without a test.
        go_on: shape (f + 2,), P(the repair is done | hypothesis, step reached).
        price: mass * price of the step.
        fixed: mass that the step fixes.
    """

    repair: int
    test: int | None
    repair_if: tuple[bool, ...]
    go_on: Floats
    price: float
    fixed: float


@dataclass
class _Progress:
    """Where a plan stands.

    Attributes:
        left: shape (f + 2,), mass of cars that are not fixed.
        undone: shape (a, f + 2), those of them that did not get each repair.
        asked: shape (q,), tests that serve a step already.
    """

    left: Floats
    undone: Floats
    asked: Flags

    def take(self, pair: _Pair, repairs: Repairs) -> None:
        """Go on to the cars that the step does not fix.

        Given the hypothesis, whether another repair was done does not depend on this step, so the
        masses of the others shrink by one factor per hypothesis.
        """
        treated = self.undone[pair.repair] * pair.go_on
        skipped = self.undone[pair.repair] - treated
        after = self.left - treated * repairs.cures[pair.repair]
        kept = np.divide(after, self.left, out=np.zeros_like(after), where=self.left > 0.0)
        self.undone = self.undone * kept
        self.undone[pair.repair] = skipped
        self.left = after
        if pair.test is not None:
            self.asked[pair.test] = True


def _planned(masses: Floats, repairs: Repairs, observations: Observations) -> RepairPlan:
    """Return the greedy plan, cut where calling the service is cheapest."""
    count = len(repairs.cost_eur)
    now = _Progress(masses, np.tile(masses, (count, 1)), np.zeros(len(observations.cost_eur), bool))
    steps: list[PlanStep] = []
    spent, totals = [0.0], [float(now.left.sum()) * repairs.call_service_eur]
    # What no repair can fix pays for the service in the end: a floor under every later total.
    hopeless = repairs.cures.max(axis=0, initial=0.0) <= 0.0
    floor = float(masses[hopeless].sum()) * repairs.call_service_eur
    for _ in range(count + len(now.asked) if count else 0):
        pair = _best_pair(now, repairs, observations)
        if not pair.fixed > _LEAST or spent[-1] + pair.price + floor >= min(totals):
            break
        reached = float(now.left.sum())
        now.take(pair, repairs)
        repeated = any(step.repair == pair.repair for step in steps)
        steps.append(_step(pair, reached, float(now.left.sum()), repeated))
        spent.append(spent[-1] + pair.price)
        totals.append(spent[-1] + float(now.left.sum()) * repairs.call_service_eur)
    best = int(np.argmin(totals))
    kept = tuple(
        replace(step, cost_to_go_eur=(totals[best] - spent[number]) / step.reached)
        for number, step in enumerate(steps[:best])
    )
    fixed = kept[-1].cumulative_fixed if kept else 0.0
    return RepairPlan(kept, totals[best], max(0.0, 1.0 - fixed))


def _step(pair: _Pair, reached: float, after: float, repeated: bool) -> PlanStep:
    return PlanStep(
        repair=pair.repair,
        test=pair.test,
        repair_if=pair.repair_if,
        reached=reached,
        price_eur=pair.price / reached,
        probability_fixed=pair.fixed,
        cumulative_fixed=1.0 - after,
        cost_to_go_eur=0.0,
        only_if_skipped=repeated,
    )


def _best_pair(now: _Progress, repairs: Repairs, observations: Observations) -> _Pair:
    """Return the step with the most fixed per EUR; a test must add enough to be there."""
    mass, fixed = now.undone.sum(axis=1), (now.undone * repairs.cures).sum(axis=1)
    price = repairs.cost_eur * mass
    alone = int(first_best(_per_eur(fixed, price)[None, :])[0])
    width = repairs.cures.shape[1]
    single = _Pair(alone, None, (), np.ones(width), float(price[alone]), float(fixed[alone]))
    open_tests = np.flatnonzero(~now.asked)
    if not len(open_tests):
        return single
    least = float(_per_eur(fixed, price)[alone]) * (1.0 + _WORTH_A_TEST)
    # Even the cheapest test, were it perfect, leaves this much fixed per EUR: the rest is hopeless.
    test_eur = float(observations.cost_eur[open_tests].min())
    bound = _per_eur(fixed, repairs.cost_eur * fixed + test_eur * mass)
    rows = np.flatnonzero(bound > least)
    if not len(rows):
        return single
    pair = _best_tested(now, repairs, observations, rows, open_tests)
    return pair if pair.fixed > least * pair.price else single


def _best_tested(
    now: _Progress, repairs: Repairs, observations: Observations, rows: Ints, tests: Ints
) -> _Pair:
    """Return the pair with the most fixed per EUR, of some repairs and tests.

    The outcomes that go on are, for some outcome, all those with odds of a cure at least as good.
    """
    outcomes = observations.outcomes[tests]
    count, most, width = outcomes.shape
    flat = outcomes.reshape(count * most, width).T
    undone = now.undone[rows]
    chance = (undone @ flat).reshape(-1, count, most)
    cured = ((undone * repairs.cures[rows]) @ flat).reshape(-1, count, most)
    odds = _per_eur(cured, chance)
    as_good = odds[:, :, None, :] >= odds[:, :, :, None]
    chances = (as_good * chance[:, :, None, :]).sum(axis=3)
    cures = (as_good * cured[:, :, None, :]).sum(axis=3)
    asking = undone.sum(axis=1)[:, None, None] * observations.cost_eur[tests][:, None]
    prices = asking + repairs.cost_eur[rows][:, None, None] * chances
    best = int(first_best(_per_eur(cures, prices).reshape(1, -1))[0])
    row, test, outcome = (int(at) for at in np.unravel_index(best, prices.shape))
    go_on = as_good[row, test, outcome] & (odds[row, test] > 0.0)
    return _Pair(
        int(rows[row]),
        int(tests[test]),
        tuple(bool(flag) for flag in go_on),
        go_on @ outcomes[test],
        float(prices[row, test, outcome]),
        float(cures[row, test, outcome]),
    )


def _per_eur(fixed: Floats, price: Floats) -> Floats:
    """Return fixed / price, 0 where nothing is fixed; a price of 0 counts as next to nothing."""
    return np.where(fixed > 0.0, fixed / np.maximum(price, _LEAST), 0.0)
