"""Repair planning on simulated cars (goal QC1, the protocol of Heckerman et al., 1995).

Each car has one cause, drawn from the prior, and hidden answers: what each test would show and
whether each repair would cure it. A policy sees an answer only after paying for it. All policies
meet the same cars, so that ratios are paired. Cars in the same state of knowledge get one decision
together, which changes nothing but the time it takes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.bench.quality.repair_model import RepairModel, load_repair_model
from engine.bench.quality.results import QualityRow
from engine.inference.posterior import Floats
from engine.inference.repair_cost import Flags, Ints, Repairs, expected_cost_of_repair
from engine.inference.repair_plan import repair_plan
from engine.inference.repair_policy import Search, Situations, Workshop, best_options

#: Takes the workshop and situations, returns the option to take in each.
Policy = Callable[[Workshop, Situations], Ints]
_RESAMPLES = 2000
_UNKNOWN = -1
#: Policies that the protocol does not have.
_OWN_BASELINES = ("one step ahead", "plan as written", "broken planner")


@dataclass(frozen=True)
class Cars:
    """What is true of each car and hidden from the policies.

    Attributes:
        cause: shape (n,), hypothesis.
        answers: shape (n, q), the outcome of each test.
        cured_by: shape (n, a), whether each repair cures it.
    """

    cause: Ints
    answers: Ints
    cured_by: Flags


def draw_cars(model: RepairModel, count: int, rng: np.random.Generator) -> Cars:
    """Draw cars from the model, and from nothing else."""
    workshop = model.workshop
    cause = rng.choice(len(model.prior), count, p=model.prior)
    cumulative = workshop.observations.outcomes.cumsum(axis=1)[:, :, cause]
    draws = rng.random((len(cumulative), 1, count))
    answers = np.minimum((draws >= cumulative).sum(axis=1), cumulative.shape[1] - 1).T
    cures = workshop.repairs.cures[:, cause].T
    return Cars(cause, answers, rng.random(cures.shape) < cures)


def run_policy(model: RepairModel, cars: Cars, policy: Policy) -> Floats:
    """Return what each car costs until it is fixed, shape (n,), in EUR."""
    workshop, count = model.workshop, len(cars.cause)
    repairs = len(workshop.repairs.cost_eur)
    prices = np.append(workshop.option_eur, workshop.repairs.call_service_eur)
    known = np.full((count, workshop.service), _UNKNOWN)
    hidden = np.hstack([cars.cured_by.astype(np.int_), cars.answers])
    spent, open_cars = np.zeros(count), np.arange(count)
    while len(open_cars):
        states, state_of = np.unique(known[open_cars], axis=0, return_inverse=True)
        options = policy(workshop, situations_of(model, states))[state_of.ravel()]
        spent[open_cars] += prices[options]
        at = options < workshop.service
        open_cars, options = open_cars[at], options[at]
        shown = hidden[open_cars, options]
        known[open_cars, options] = shown
        open_cars = open_cars[~((options < repairs) & (shown == 1))]
    return spent


def situations_of(model: RepairModel, known: Ints) -> Situations:
    """Return the situations of some states of knowledge.

    Args:
        model: prior and workshop.
        known: shape (b, a + q), -1 where nothing is known, else the outcome; a repair that was done
            has outcome 0, since the car is not fixed.
    """
    branches = model.workshop.branches
    seen = branches[np.arange(known.shape[1]), np.maximum(known, 0)]
    factors = np.where(known[:, :, None] == _UNKNOWN, 1.0, seen)
    return Situations(model.prior * factors.prod(axis=1), known != _UNKNOWN)


def our_policy(workshop: Workshop, situations: Situations) -> Ints:
    """Return the options that production takes, situation by situation."""
    return best_options(workshop, situations, Search.within(workshop))


def one_step_policy(workshop: Workshop, situations: Situations) -> Ints:
    """Return the options of ECO with SACSO's correction, without looking further ahead."""
    return best_options(workshop, situations, Search())


def broken_policy(workshop: Workshop, situations: Situations) -> Ints:
    """Return the options of a planner that maximises what it should minimise; it must lose.

    It repairs in the order of the smallest probability per EUR and asks nothing.
    """
    chance = situations.masses @ workshop.repairs.cures.T
    ratio = chance / np.maximum(workshop.repairs.cost_eur, 1e-9)
    done = situations.used[:, : len(workshop.repairs.cost_eur)]
    worst = np.argmin(np.where(done, np.inf, ratio), axis=1)
    return np.asarray(np.where(done.all(axis=1), workshop.service, worst))


def clairvoyant_costs(model: RepairModel, cars: Cars) -> Floats:
    """Return the price of the cheapest repair that cures each car, or of the service, (n,)."""
    repairs = model.workshop.repairs
    prices = np.where(cars.cured_by, repairs.cost_eur, np.inf).min(axis=1)
    return np.asarray(np.minimum(prices, repairs.call_service_eur))


def known_fault_costs(model: RepairModel, cars: Cars) -> Floats:
    """Return what each car costs when its cause is known, but not what will cure it, (n,)."""
    repairs, costs = model.workshop.repairs, np.empty(len(cars.cause))
    for cause in np.unique(cars.cause):
        here = np.flatnonzero(cars.cause == cause)
        actions = expected_cost_of_repair(np.eye(len(model.prior))[cause], repairs).actions
        orders = np.tile(np.asarray(actions, dtype=np.int_), (len(here), 1))
        same = Cars(cars.cause[here], cars.answers[here], cars.cured_by[here])
        costs[here] = fixed_order_costs(repairs, same, orders)
    return costs


def fixed_order_costs(repairs: Repairs, cars: Cars, orders: Ints) -> Floats:
    """Return what each car costs when repairs are done in a given order, (n,).

    Args:
        repairs: costs; the service follows when no repair of the order cures.
        cars: the cars.
        orders: shape (n, k), an order for each car, nothing observed in between.
    """
    if not orders.shape[1]:
        return np.full(len(orders), repairs.call_service_eur)
    cured = np.take_along_axis(cars.cured_by, orders, axis=1)
    running = np.cumsum(repairs.cost_eur[orders], axis=1)
    last = np.where(cured.any(axis=1), cured.argmax(axis=1), orders.shape[1] - 1)
    total = np.take_along_axis(running, last[:, None], axis=1)[:, 0]
    return np.asarray(total + np.where(cured.any(axis=1), 0.0, repairs.call_service_eur))


def written_plan_costs(model: RepairModel, cars: Cars) -> Floats:
    """Return what each car costs when the first repair plan is carried out line by line, (n,)."""
    repairs, observations = model.workshop.repairs, model.workshop.observations
    plan = repair_plan(model.prior, repairs, observations)
    spent, is_open = np.zeros(len(cars.cause)), np.ones(len(cars.cause), bool)
    done = np.zeros(cars.cured_by.shape, bool)
    for step in plan.steps:
        due = is_open & ~done[:, step.repair]
        if step.test is not None:
            spent[due] += observations.cost_eur[step.test]
            due &= np.asarray(step.repair_if)[cars.answers[:, step.test]]
        spent[due] += repairs.cost_eur[step.repair]
        done[due, step.repair] = True
        is_open &= ~(due & cars.cured_by[:, step.repair])
    return np.where(is_open, spent + repairs.call_service_eur, spent)


def measure_repair_plan(model_file: Path, *, cars: int, seed: int) -> list[QualityRow]:
    """Measure goal QC1.

    Args:
        model_file: ``benchmarks/repair_model.yaml`` or one like it.
        cars: number of simulated cars.
        seed: of cars, random orders and resampling.
    """
    model = load_repair_model(model_file)
    rng = np.random.default_rng(seed)
    return _rows(all_costs(model, draw_cars(model, cars, rng), rng), rng)


def all_costs(model: RepairModel, cars: Cars, rng: np.random.Generator) -> dict[str, Floats]:
    """Return what each car costs under each policy, by name."""
    repairs, count = model.workshop.repairs, len(cars.cause)
    static = np.asarray(expected_cost_of_repair(model.prior, repairs).actions, dtype=np.int_)
    shuffled = rng.permuted(np.tile(np.arange(len(repairs.cost_eur)), (count, 1)), axis=1)
    return {
        "ours": run_policy(model, cars, our_policy),
        "one step ahead": run_policy(model, cars, one_step_policy),
        "plan as written": written_plan_costs(model, cars),
        "clairvoyant (knows the fault)": known_fault_costs(model, cars),
        "clairvoyant (knows which repair will do)": clairvoyant_costs(model, cars),
        "static order": fixed_order_costs(repairs, cars, np.tile(static, (count, 1))),
        "random order": fixed_order_costs(repairs, cars, shuffled),
        "broken planner": run_policy(model, cars, broken_policy),
    }


def _rows(costs: dict[str, Floats], rng: np.random.Generator) -> list[QualityRow]:
    count = len(costs["ours"])
    drawn = rng.integers(0, count, (_RESAMPLES, count))
    ours = costs["ours"]
    rows = [
        QualityRow(
            "QC1",
            f"mean cost, {name}",
            float(values.mean()),
            "EUR",
            _interval(values[drawn].mean(axis=1)),
            count,
        )
        for name, values in costs.items()
    ]
    for name in [key for key in costs if key != "ours"]:
        ratios = ours[drawn].mean(axis=1) / costs[name][drawn].mean(axis=1)
        figure = float(ours.mean() / costs[name].mean())
        goal = "baseline" if name in _OWN_BASELINES else "QC1"
        rows.append(
            QualityRow(goal, f"ours / {name}, same cars", figure, "ratio", _interval(ratios), count)
        )
    return rows


def _interval(resampled: Floats) -> tuple[float, float]:
    """Return the 95 % percentile interval of resampled figures."""
    low, high = np.percentile(resampled, [2.5, 97.5])
    return float(low), float(high)
