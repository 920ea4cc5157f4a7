"""The next step that keeps the whole bill smallest: repair, ask, or call the service.

The value of a situation is the expected cost from there on. Without looking ahead it is ECR: repair
by p/C and never ask again. One step of looking ahead tries each option and goes on with ECR; d
steps go on with the best option of d - 1 steps:

    Q_d(repair a) = C_a + P(a fails) V_(d-1)(a failed)
    Q_d(ask o)    = C_o + sum_k P(o = k) V_(d-1)(o = k)        V_d = min(C_s, min Q_d),  V_0 = ECR

Looking one step ahead is ECO with SACSO's correction built in: a repair competes with asking.
Deeper steps see questions that pay only together, and repairs that are best followed by a question.
Each V_d is the cost of a plan that can be carried out: never below the optimum, never above V_1.
Beyond the first step only the options that look best there are considered (`kept`),
and only some of them are followed further (`width`): how deep and how wide is chosen by the size of
the problem (`Search.within`), the same way in production and in the benches.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.inference.observation_cost import Observations
from engine.inference.posterior import Floats
from engine.inference.repair_cost import Flags, Ints, Repairs, expected_costs, first_best

#: Situations that one decision may look at by default.
DEFAULT_BUDGET = 3000
#: Depth, width and options kept, best first; the first that the budget allows is taken.
_SHAPES = ((4, 4, 12), (3, 6, 16), (3, 4, 12), (3, 3, 10), (2, 8, 20), (2, 4, 12), (2, 2, 8))
#: Branches with less than this share of their situation are not followed, but go on with ECR.
_LIKELY = 0.01
#: Repairs times faults above which a situation takes long, so that fewer are looked at.
_LARGE = 1600


@dataclass(frozen=True)
class Workshop:
    """All that can be done: options 0 .. a-1 are repairs, then q observations, then the service."""

    repairs: Repairs
    observations: Observations

    @cached_property
    def option_eur(self) -> Floats:
        """Return the price of each repair and observation, shape (a + q,)."""
        return np.concatenate([self.repairs.cost_eur, self.observations.cost_eur])

    @cached_property
    def branches(self) -> Floats:
        """Return P(branch | option, hypothesis), shape (a + q, k, f + 2).

        An observation has a branch for each outcome; a repair has one, "not fixed". The branch in
        which it is fixed costs nothing more.
        """
        failed = self.repairs.failure
        rest = np.zeros((len(failed), self.observations.outcomes.shape[1] - 1, failed.shape[1]))
        repairs = np.concatenate([failed[:, None, :], rest], axis=1)
        return np.concatenate([repairs, self.observations.outcomes])

    @property
    def service(self) -> int:
        """Return the number of the option "call the service"."""
        return len(self.option_eur)


@dataclass(frozen=True)
class Situations:
    """Several situations in which a decision is due.

    Attributes:
        masses: shape (b, f + 2), not fixed yet and the known outcomes, not normalised.
        used: shape (b, a + q), repairs that were done and observations that were made.
    """

    masses: Floats
    used: Flags

    def only(self, rows: Flags) -> "Situations":
        """Return some of the situations, flagged by `rows`, shape (b,)."""
        return Situations(self.masses[rows], self.used[rows])


@dataclass(frozen=True)
class Search:
    """How far to look ahead.

    Attributes:
        depth: steps, at least 1.
        width: options that are followed beyond the first step of each situation.
        kept: options that are considered at all beyond the first step.
    """

    depth: int = 1
    width: int = 0
    kept: int = 0

    @classmethod
    def within(cls, workshop: Workshop, budget: int = DEFAULT_BUDGET) -> "Search":
        """Return the best search that looks at about `budget` situations.

        The first step looks at one situation per branch of each option. Each option that is
        followed, from each situation, adds one per branch of each option that is kept. A large
        model gets a smaller budget, so that a decision takes about as long.
        """
        size = max(workshop.repairs.fixes.size, 1)
        budget = int(budget * min(1.0, _LARGE / size))
        branches = int((workshop.branches.sum(axis=2) > 0.0).sum())
        each = branches / max(workshop.service, 1)
        for depth, width, kept in _SHAPES:
            kept_here, width_here = min(kept, workshop.service), min(width, workshop.service)
            followed = sum((width_here * each) ** level for level in range(1, depth))
            if branches + followed * kept_here * each <= budget:
                return cls(depth, width_here, kept_here)
        return cls()


def option_costs(workshop: Workshop, situations: Situations, search: Search) -> Floats:
    """Return mass * expected cost of each option if it is taken first, shape (b, a + q + 1).

    Options that were used are infinite; the last column is the service.

    Args:
        workshop: repairs and observations.
        situations: b situations.
        search: how far to look ahead.
    """
    free = ~situations.used
    costs = _branch_costs(workshop, situations, free, _plan_on)
    if search.depth > 1:
        costs = _look_ahead(workshop, situations, costs, _cheapest(costs, search.kept), search)
    service = situations.masses.sum(axis=1, keepdims=True) * workshop.repairs.call_service_eur
    return np.hstack([costs, service])


@dataclass(frozen=True)
class NextStep:
    """What to do now.

    Attributes:
        repair: row of `Repairs`, or None.
        observation: row of `Observations`, or None; with both None the service is called.
        expected_cost_eur: from now on, this step included.
        option_eur: shape (a + q + 1,), expected cost of each option taken first: repairs,
            observations, the service; infinite for those that were used.
    """

    repair: int | None
    observation: int | None
    expected_cost_eur: float
    option_eur: Floats


def next_step(
    posterior: Floats, workshop: Workshop, used: Flags | None = None, search: Search | None = None
) -> NextStep:
    """Return the step with the smallest expected cost.

    Args:
        posterior: shape (f + 2,), given all answers and all repairs that failed.
        workshop: repairs and observations.
        used: shape (a + q,), repairs that were done and observations that were made.
        search: how far to look ahead; by default as far as `DEFAULT_BUDGET` allows.
    """
    belief = np.asarray(posterior, dtype=np.float64)
    belief = belief / max(float(belief.sum()), 1e-300)
    blocked = np.zeros(workshop.service, bool) if used is None else used
    now = Situations(belief[None, :], blocked[None, :])
    costs = option_costs(workshop, now, search or Search.within(workshop))
    option, repairs = int(first_best(-costs)[0]), len(workshop.repairs.cost_eur)
    return NextStep(
        repair=option if option < repairs else None,
        observation=option - repairs if repairs <= option < workshop.service else None,
        expected_cost_eur=float(costs[0, option]),
        option_eur=costs[0],
    )


def best_options(workshop: Workshop, situations: Situations, search: Search) -> Ints:
    """Return the option to take in each situation, shape (b,); the lowest index wins a tie."""
    return first_best(-option_costs(workshop, situations, search))


def _plan_on(workshop: Workshop, situations: Situations, _options: Flags) -> Floats:
    """Return mass * cost of going on with repairs alone, shape (b,)."""
    done = situations.used[:, : len(workshop.repairs.cost_eur)]
    return expected_costs(situations.masses, workshop.repairs, done)


def _look_ahead(
    workshop: Workshop, situations: Situations, costs: Floats, kept: Flags, search: Search
) -> Floats:
    """Return the first-step costs, lowered where following an option shows a cheaper plan.

    Args:
        workshop: repairs and observations.
        situations: b situations.
        costs: shape (b, a + q), of one step.
        kept: shape (b, a + q), options that are considered from here on.
        search: depth >= 2.
    """

    def ahead(space: Workshop, after: Situations, options: Flags) -> Floats:
        here = _plan_on(space, after, options)
        open_options = options & ~after.used
        first = _branch_costs(space, after, open_options, _plan_on)
        if search.depth > 2:  # noqa: PLR2004 - one step is left otherwise
            nearer = Search(search.depth - 1, search.width, search.kept)
            first = _look_ahead(space, after, first, options, nearer)
        return np.asarray(np.minimum(here, first.min(axis=1, initial=np.inf)))

    followed = kept & _cheapest(np.where(kept, costs, np.inf), search.width) & ~situations.used
    return np.asarray(np.minimum(costs, _branch_costs(workshop, situations, followed, ahead, kept)))


def _cheapest(costs: Floats, count: int) -> Flags:
    """Return flags of the `count` cheapest columns of each row; the lowest index wins a tie."""
    rank = np.argsort(costs, axis=1, kind="stable")[:, :count]
    flags = np.zeros(costs.shape, bool)
    np.put_along_axis(flags, rank, values=True, axis=1)
    return flags


def _branch_costs(
    workshop: Workshop,
    situations: Situations,
    tried: Flags,
    ahead: Callable[[Workshop, Situations, Flags], Floats],
    kept: Flags | None = None,
) -> Floats:
    """Return mass * cost of the tried options, shape (b, a + q); infinite for the others.

    `ahead` gives mass * cost of going on from each branch, with the options kept by its situation.
    """
    rows, options = np.nonzero(tried)
    branches = situations.masses[rows][:, None, :] * workshop.branches[options]
    alive = branches.sum(axis=2) > 0.0
    pair = np.nonzero(alive)[0]
    used = situations.used[rows]
    used[np.arange(len(rows)), options] = True
    considered = (tried if kept is None else kept)[rows[pair]]
    after, mass = Situations(branches[alive], used[pair]), situations.masses.sum(axis=1)[rows]
    likely = after.masses.sum(axis=1) >= _LIKELY * mass[pair]
    onward = np.empty(len(pair))
    onward[likely] = ahead(workshop, after.only(likely), considered[likely])
    onward[~likely] = _plan_on(workshop, after.only(~likely), considered[~likely])
    costs = np.full(tried.shape, np.inf)
    price = mass * workshop.option_eur[options]
    costs[rows, options] = price + np.bincount(pair, weights=onward, minlength=len(rows))
    return costs
