"""Our next step against the exact optimum on small models (goal QC2).

The optimum is found by dynamic programming over information states: which repairs failed, and what
each observation said. With masses that are not normalised, mass * expected cost obeys

    U(A, s) = min( C_s m,  min_a C_a m + U(A + a, s),  min_o C_o m + sum_k U(A, s and o = k) )

where m is the mass of state (A, s). The cost of our policy is exact too: it is followed through
every state that it can reach, with the same function and the same defaults as in production.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.bench.quality.results import QualityRow, Target
from engine.inference.observation_cost import yes_no_observations
from engine.inference.posterior import Floats
from engine.inference.repair_cost import Ints, Repairs, expected_cost_of_repair
from engine.inference.repair_policy import Search, Situations, Workshop, best_options

MEAN_GOAL, WORST_GOAL = 1.5, 6.0
_RESAMPLES = 2000
#: Takes situations, returns the option of each.
Policy = Callable[[Workshop, Situations], Ints]


@dataclass(frozen=True)
class SmallModel:
    """A model that is small enough for the exact optimum.

    Attributes:
        prior: shape (f + 2,), faults, untouched, unlisted.
        workshop: repairs, and yes/no observations that can be made once.
    """

    prior: Floats
    workshop: Workshop


def our_policy(workshop: Workshop, situations: Situations) -> Ints:
    """Return the options that production takes."""
    return best_options(workshop, situations, Search.within(workshop))


def one_step_policy(workshop: Workshop, situations: Situations) -> Ints:
    """Return the options of one step of looking ahead: ECO with SACSO's correction."""
    return best_options(workshop, situations, Search(1, 0))


def repairs_only_policy(workshop: Workshop, situations: Situations) -> Ints:
    """Return the options of p/C without questions: the plan that questions must beat."""
    count = len(workshop.repairs.cost_eur)
    orders = [
        expected_cost_of_repair(masses, workshop.repairs, used[:count]).actions
        for masses, used in zip(situations.masses, situations.used, strict=True)
    ]
    return np.asarray([order[0] if order else workshop.service for order in orders])


def optimal_cost(model: SmallModel) -> float:
    """Return the smallest expected cost that any policy can have, in EUR."""
    repairs, outcomes = model.workshop.repairs, model.workshop.observations.outcomes
    counts = len(repairs.cost_eur), len(outcomes)
    sets, answers = _repair_sets(counts[0]), _answer_states(counts[1])
    survival = np.prod(np.where(sets[:, :, None], repairs.failure, 1.0), axis=1)
    # Answer 0 means not asked: a factor of 1; answers 1 and 2 are outcomes 0 and 1.
    factors = np.concatenate([np.ones((counts[1], 1, len(model.prior))), outcomes], axis=1)
    seen = np.prod(factors[np.arange(counts[1]), answers], axis=1)
    mass = np.einsum("ah,sh,h->as", survival, seen, model.prior)
    value = mass * repairs.call_service_eur
    asked = (answers > 0).sum(axis=1)
    for size in range(counts[0], -1, -1):
        for known in range(counts[1], -1, -1):
            states = np.ix_(
                np.flatnonzero(sets.sum(axis=1) == size), np.flatnonzero(asked == known)
            )
            _improve(value, mass, states, model.workshop)
    return float(value[0, 0])


def _improve(value: Floats, mass: Floats, states: tuple[Ints, ...], workshop: Workshop) -> None:
    """Lower the value of some states to that of their best option; their successors are final."""
    rows, columns = states
    for at, price in enumerate(workshop.repairs.cost_eur):
        open_rows = rows[(rows >> at & 1 == 0).ravel()]
        here = np.ix_(open_rows.ravel(), columns.ravel())
        there = np.ix_(open_rows.ravel() | 1 << at, columns.ravel())
        value[here] = np.minimum(value[here], price * mass[here] + value[there])
    for at, price in enumerate(workshop.observations.cost_eur):
        step = 3**at
        open_columns = columns.ravel()[columns.ravel() // step % 3 == 0]
        here = np.ix_(rows.ravel(), open_columns)
        after = sum(value[np.ix_(rows.ravel(), open_columns + k * step)] for k in (1, 2))
        value[here] = np.minimum(value[here], price * mass[here] + after)


def _repair_sets(count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return (np.arange(2**count)[:, None] >> np.arange(count) & 1).astype(bool)


def _answer_states(count: int) -> Ints:
    return np.asarray(np.arange(3**count)[:, None] // 3 ** np.arange(count) % 3)


def policy_cost(model: SmallModel, policy: Policy) -> float:
    """Return the exact expected cost of following a policy, in EUR.

    All situations of one level are decided at once; those that end by the service leave.
    """
    workshop = model.workshop
    now = Situations(model.prior[None, :], np.zeros((1, workshop.service), bool))
    total = 0.0
    while len(now.masses):
        options = policy(workshop, now)
        mass = now.masses.sum(axis=1)
        prices = np.append(workshop.option_eur, workshop.repairs.call_service_eur)
        total += float(mass @ prices[options])
        now = _successors(workshop, now, options)
    return total


def _successors(workshop: Workshop, now: Situations, options: Ints) -> Situations:
    going = np.flatnonzero(options < workshop.service)
    branches = now.masses[going][:, None, :] * workshop.branches[options[going]]
    used = now.used[going]
    used[np.arange(len(going)), options[going]] = True
    alive = branches.sum(axis=2) > 0.0
    return Situations(branches[alive], used[np.nonzero(alive)[0]])


def random_model(rng: np.random.Generator, *, perfect: bool = True) -> SmallModel:
    """Return a model of 4 to 6 faults and 3 to 5 yes/no observations that can be made once.

    Each fault has a repair of its own; one model in three has a repair that fixes two faults as
    well. How sharp and how cheap observations are differs from model to model, from nearly useless
    to nearly perfect. Repairs are perfect, or cure with probability .75 to 1.
    """
    faults, questions = int(rng.integers(4, 7)), int(rng.integers(3, 6))
    fixes = np.eye(faults)
    if rng.random() < 1.0 / 3.0:
        fixes[0, 1] = 1.0
    if not perfect:
        fixes *= rng.uniform(0.75, 1.0, faults)
    repair_eur = np.exp(rng.normal(4.5, 0.7, faults))
    service_eur = float(rng.uniform(0.8, 3.0) * repair_eur.sum())
    points = rng.random((faults + 2, questions)) < rng.uniform(0.2, 0.6, questions)
    blur = rng.uniform(0.02, 0.4) * rng.uniform(0.2, 1.0, points.shape)
    rates = np.where(points, 1.0 - blur, blur)
    ask_eur = np.exp(rng.normal(rng.uniform(0.5, 3.0), 0.6, questions))
    unlisted = rng.uniform(0.0, 0.1)
    shares = rng.dirichlet(np.full(faults, 2.0)) * (1.0 - unlisted)
    return SmallModel(
        np.concatenate([shares, [0.0, unlisted]]),
        Workshop(Repairs(repair_eur, fixes, service_eur), yes_no_observations(rates, ask_eur)),
    )


def structured_models() -> dict[str, SmallModel]:
    """Return models with a known difficulty, by name."""
    return {
        "printer": _printer(),
        "only together": _only_together(),
        "twins": _twins(),
        "dear and sure, or cheap and vague": _dear_or_cheap(),
    }


def _model(
    shares: list[float], repairs: Repairs, rates: list[list[float]], ask_eur: list[float]
) -> SmallModel:
    """Return a model from rows of rates, one per observation, faults first and unlisted last."""
    by_question = np.asarray(rates)
    untouched = np.zeros((len(rates), 1))
    columns = np.hstack([by_question[:, :-1], untouched, by_question[:, -1:]])
    prior = np.asarray([*shares[:-1], 0.0, shares[-1]])
    return SmallModel(prior, Workshop(repairs, yes_no_observations(columns.T, np.asarray(ask_eur))))


def _printer() -> SmallModel:
    """A light print, in the manner of SACSO: cheap looks and settings before dear parts.

    Faults: toner low, toner badly seated, drum worn, economy mode on, transfer roller worn, damp
    paper; the seat is also put right when the toner is replaced.
    """
    fixes = np.eye(6)
    fixes[0, 1] = 1.0
    return _model(
        [0.34, 0.2, 0.12, 0.14, 0.06, 0.1, 0.04],
        Repairs(np.asarray([70.0, 5.0, 160.0, 3.0, 110.0, 8.0]), fixes, 250.0),
        [
            [0.9, 0.1, 0.05, 0.05, 0.05, 0.05, 0.1],  # low toner message
            [0.1, 0.15, 0.9, 0.02, 0.3, 0.1, 0.2],  # repeated marks
            [0.3, 0.3, 0.3, 0.3, 0.6, 0.85, 0.4],  # better with fresh paper
            [0.02, 0.02, 0.02, 0.95, 0.02, 0.02, 0.05],  # test page is dark
            [0.2, 0.7, 0.1, 0.1, 0.1, 0.1, 0.1],  # better after shaking the toner
        ],
        [2.0, 3.0, 4.0, 3.0, 4.0],
    )


def _only_together() -> SmallModel:
    """Two questions that each halve four equal faults: after one alone, the service still pays."""
    return _model(
        [0.245, 0.245, 0.245, 0.245, 0.02],
        Repairs(np.asarray([100.0, 101.0, 102.0, 103.0]), np.eye(4), 140.0),
        [[0.98, 0.98, 0.02, 0.02, 0.5], [0.98, 0.02, 0.98, 0.02, 0.5], [0.5] * 5],
        [12.0, 12.0, 1.0],
    )


def _twins() -> SmallModel:
    """Two faults that no observation tells apart; one is much dearer to repair."""
    return _model(
        [0.3, 0.3, 0.2, 0.15, 0.05],
        Repairs(np.asarray([40.0, 300.0, 60.0, 90.0]), np.eye(4), 700.0),
        [[0.9, 0.9, 0.1, 0.05, 0.2], [0.1, 0.1, 0.9, 0.1, 0.2], [0.05, 0.05, 0.1, 0.9, 0.3]],
        [6.0, 6.0, 25.0],
    )


def _dear_or_cheap() -> SmallModel:
    """One dear test that is nearly sure against three cheap ones that are vague."""
    return _model(
        [0.4, 0.25, 0.2, 0.1, 0.05],
        Repairs(np.asarray([220.0, 180.0, 150.0, 90.0]), np.eye(4), 800.0),
        [
            [0.99, 0.01, 0.01, 0.01, 0.01],
            [0.7, 0.3, 0.4, 0.3, 0.4],
            [0.3, 0.7, 0.3, 0.4, 0.4],
            [0.4, 0.3, 0.7, 0.3, 0.4],
        ],
        [45.0, 4.0, 4.0, 4.0],
    )


def excess_percent(model: SmallModel, policy: Policy) -> float:
    """Return how much dearer a policy is than the optimum, in per cent of the optimum."""
    optimum = optimal_cost(model)
    return 100.0 * (policy_cost(model, policy) - optimum) / optimum


def measure_against_optimum(*, models: int, seed: int) -> list[QualityRow]:
    """Measure goal QC2.

    Args:
        models: number of random models; half with perfect repairs, half with imperfect ones.
        seed: of models and resampling.
    """
    rng = np.random.default_rng(seed)
    half = models // 2
    groups = {
        "perfect repairs": [random_model(rng) for _ in range(models - half)],
        "imperfect repairs": [random_model(rng, perfect=False) for _ in range(half)],
        "structured": list(structured_models().values()),
    }
    ours = {name: _excesses(group, our_policy) for name, group in groups.items()}
    everything = np.concatenate(list(ours.values()))
    every_model = [model for group in groups.values() for model in group]
    rows = [
        _mean("QC2", "mean excess over the optimum, all models", everything, rng, MEAN_GOAL),
        _worst("QC2", "worst excess over the optimum, all models", everything, WORST_GOAL),
    ]
    for name, values in ours.items():
        rows.append(_mean("QC2", f"mean excess, {name}", values, rng))
        rows.append(_worst("QC2", f"worst excess, {name}", values))
    for name, policy in (
        ("one step ahead", one_step_policy),
        ("no questions", repairs_only_policy),
    ):
        values = _excesses(every_model, policy)
        rows.append(_mean("baseline", f"mean excess, {name}", values, rng))
        rows.append(_worst("baseline", f"worst excess, {name}", values))
    return rows


def _excesses(models: list[SmallModel], policy: Policy) -> Floats:
    return np.asarray([excess_percent(model, policy) for model in models])


def _mean(
    goal: str, what: str, values: Floats, rng: np.random.Generator, most: float | None = None
) -> QualityRow:
    """Return the row of a mean with its bootstrap interval over models."""
    drawn = values[rng.integers(0, len(values), (_RESAMPLES, len(values)))].mean(axis=1)
    low, high = (float(end) for end in np.percentile(drawn, [2.5, 97.5]))
    target = None if most is None else Target(high=most)
    return QualityRow(goal, what, float(values.mean()), "%", (low, high), len(values), target)


def _worst(goal: str, what: str, values: Floats, most: float | None = None) -> QualityRow:
    target = None if most is None else Target(high=most)
    return QualityRow(goal, what, float(values.max()), "%", None, len(values), target)
