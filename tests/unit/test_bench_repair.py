"""The repair benches: figures by hand, the optimum by recursion, and planners that must lose."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml

from engine.bench.quality import repair_bench as bench
from engine.bench.quality import repair_optimum as optimum
from engine.bench.quality.repair_model import RepairModel, load_repair_model
from engine.inference.observation_cost import stack_outcomes
from engine.inference.repair_cost import Ints, Repairs, expected_cost_of_repair
from engine.inference.repair_plan import repair_plan
from engine.inference.repair_policy import Situations, Workshop
from graph.errors import InvalidInputError

SHIPPED = Path(__file__).parents[2] / "benchmarks" / "repair_model.yaml"
SMALL = """
provenance: ai_generated
hourly_rate_eur: 60
call_service_eur: 500
unlisted_share: 0.1
faults: [{id: fault.a, share: 0.6}, {id: fault.b, share: 0.2}]
observables:
  - {id: sign.a, leak: 0.05, unlisted_rate: 0.1, rates: {fault.a: 0.9}}
  - {id: sign.b, leak: 0.02, unlisted_rate: 0.2, rates: {fault.b: 0.8}}
tests: [{id: test.both, minutes: 3, cost_eur: 2, reveals: [sign.a, sign.b]}]
repairs:
  - {id: action.a, minutes: 30, labour_eur: 5, parts_eur: 65, fixes: {fault.a: 1.0}}
  - {id: action.b, minutes: 120, labour_eur: 0, parts_eur: 80, fixes: {fault.b: 0.9, fault.a: 0.1}}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def shipped() -> RepairModel:
    return load_repair_model(SHIPPED)


def test_a_model_file_is_read_as_it_stands(small: Path) -> None:
    model = load_repair_model(small)
    assert model.fault_ids == ("fault.a", "fault.b")
    assert model.prior == pytest.approx([0.675, 0.225, 0.0, 0.1])
    assert model.workshop.repairs.cost_eur.tolist() == [100.0, 200.0]
    assert model.workshop.repairs.fixes.tolist() == [[1.0, 0.0], [0.1, 0.9]]
    assert model.workshop.observations.cost_eur.tolist() == [5.0]
    # Outcomes neither, a, b, both; hypotheses a, b, untouched, unlisted.
    assert model.workshop.observations.outcomes[0, 1] == pytest.approx(
        [0.9 * 0.98, 0.05 * 0.2, 0.05 * 0.98, 0.1 * 0.8]
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fault.b: 0.8", "fault.z: 0.8"),
        ("fault.b: 0.8", "fault.b: 1.8"),
        ("[sign.a, ", "[sign.z, "),
    ],
)
def test_a_model_file_with_a_mistake_is_refused(small: Path, old: str, new: str) -> None:
    small.write_text(SMALL.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidInputError):
        load_repair_model(small)


def test_the_shipped_model_is_large_enough_and_says_where_it_comes_from(
    shipped: RepairModel,
) -> None:
    data = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    assert (data["provenance"], data["reviewed"]) == ("ai_generated", False)
    assert len(shipped.fault_ids) >= 12
    assert len(data["observables"]) >= 15
    assert {"minutes", "labour_eur", "parts_eur"} <= set(data["repairs"][0])
    assert (shipped.workshop.repairs.fixes.max(axis=0) >= 0.85).all()
    assert shipped.workshop.observations.outcomes.sum(axis=1) == pytest.approx(1.0)


def _cars(cause: list[int], answer: list[int], cured: list[list[int]]) -> bench.Cars:
    return bench.Cars(np.asarray(cause), np.asarray(answer)[:, None], np.asarray(cured, dtype=bool))


def test_a_policy_pays_for_each_step_until_the_car_is_fixed(small: Path) -> None:
    model = load_repair_model(small)
    cars = _cars([0, 1, 3], [1, 2, 0], [[1, 0], [0, 1], [0, 0]])

    def in_order(_workshop: Workshop, now: Situations) -> Ints:
        return np.where(
            ~now.used[:, 2], 2, np.where(~now.used[:, 0], 0, np.where(~now.used[:, 1], 1, 3))
        )

    costs = bench.run_policy(model, cars, in_order)
    assert costs.tolist() == [5 + 100, 5 + 100 + 200, 5 + 100 + 200 + 500]
    assert bench.clairvoyant_costs(model, cars).tolist() == [100.0, 200.0, 500.0]
    assert bench.known_fault_costs(model, cars).tolist() == [100.0, 200.0, 500.0]
    orders = np.tile([1, 0], (3, 1))
    assert bench.fixed_order_costs(model.workshop.repairs, cars, orders).tolist() == [300, 200, 800]


def test_a_situation_holds_what_was_seen_and_what_failed(small: Path) -> None:
    model = load_repair_model(small)
    now = bench.situations_of(model, np.asarray([[-1, -1, -1], [-1, 0, 1]]))
    assert now.masses[0] == pytest.approx(model.prior)
    assert now.masses[1] == pytest.approx(
        model.prior * [0.9, 0.1, 1, 1] * model.workshop.observations.outcomes[0, 1]
    )
    assert now.used.tolist() == [[False, False, False], [False, True, True]]


def test_cars_are_drawn_with_the_rates_of_the_model(shipped: RepairModel) -> None:
    cars = bench.draw_cars(shipped, 4000, np.random.default_rng(1))
    worn = cars.cause == 0
    assert worn.mean() == pytest.approx(shipped.prior[0], abs=0.025)
    test = shipped.test_ids.index("test.battery_conductance")
    assert (cars.answers[worn, test] == 1).mean() == pytest.approx(0.94, abs=0.025)
    repair = shipped.repair_ids.index("action.replace_battery_12v")
    assert cars.cured_by[worn, repair].mean() == pytest.approx(0.97, abs=0.02)


def test_the_written_plan_costs_on_cars_what_it_says(shipped: RepairModel) -> None:
    cars = bench.draw_cars(shipped, 6000, np.random.default_rng(2))
    costs = bench.written_plan_costs(shipped, cars)
    workshop = shipped.workshop
    stated = repair_plan(shipped.prior, workshop.repairs, workshop.observations)
    error = costs.std() / np.sqrt(len(costs))
    assert abs(costs.mean() - stated.expected_cost_eur) < 3.5 * error


def test_ours_beats_every_order_and_a_broken_planner_loses(shipped: RepairModel) -> None:
    rng = np.random.default_rng(3)
    costs = bench.all_costs(shipped, bench.draw_cars(shipped, 8, rng), rng)
    mean = {name: float(values.mean()) for name, values in costs.items()}
    assert mean["clairvoyant (knows which repair will do)"] < mean["ours"]
    assert mean["ours"] < mean["static order"] < mean["random order"] < mean["broken planner"]


def test_the_same_seed_gives_the_same_rows(small: Path) -> None:
    first, again = (bench.measure_repair_plan(small, cars=20, seed=7) for _ in range(2))
    assert first == again
    ratio = next(row for row in first if row.what.startswith("ours / random"))
    assert ratio.interval is not None
    assert ratio.interval[0] <= ratio.figure <= ratio.interval[1]


def _optimum_by_recursion(model: optimum.SmallModel) -> float:
    """Try everything from every state, in plain Python."""
    workshop = model.workshop
    prices = workshop.option_eur.tolist()

    @cache
    def value(state: tuple[int, ...]) -> float:
        masses = model.prior.copy()
        for option, branch in enumerate(state):
            if branch >= 0:
                masses = masses * workshop.branches[option, branch]
        mass = float(masses.sum())
        best = mass * workshop.repairs.call_service_eur
        for option, branch in enumerate(state):
            if branch < 0:
                count = 1 if option < len(workshop.repairs.cost_eur) else 2
                after = [(*state[:option], k, *state[option + 1 :]) for k in range(count)]
                best = min(best, mass * prices[option] + sum(value(key) for key in after))
        return best

    return value((-1,) * workshop.service)


@pytest.mark.parametrize("seed", range(3))
def test_the_optimum_is_that_of_trying_everything(seed: int) -> None:
    rng = np.random.default_rng(seed)
    fixes = np.where(rng.random((3, 3)) < 0.6, rng.random((3, 3)), 0.0)
    rates = rng.random((5, 2))
    outcomes = [np.stack([1.0 - rates[:, at], rates[:, at]]) for at in range(2)]
    workshop = Workshop(
        Repairs(rng.uniform(10, 100, 3), fixes, 150.0),
        stack_outcomes(outcomes, rng.uniform(1, 10, 2)),
    )
    model = optimum.SmallModel(rng.dirichlet(np.ones(5)), workshop)
    assert optimum.optimal_cost(model) == pytest.approx(_optimum_by_recursion(model), rel=1e-12)


def test_our_next_step_meets_the_goal_and_a_broken_one_does_not() -> None:
    models = [optimum.random_model(np.random.default_rng(seed)) for seed in range(8)]
    ours = [optimum.excess_percent(model, optimum.our_policy) for model in models]
    assert min(ours) >= -1e-9
    assert np.mean(ours) <= optimum.MEAN_GOAL
    broken = [optimum.excess_percent(model, bench.broken_policy) for model in models]
    assert np.mean(broken) > 20 * optimum.MEAN_GOAL


def test_questions_that_pay_only_together_are_asked() -> None:
    model = optimum.structured_models()["only together"]
    assert optimum.excess_percent(model, optimum.our_policy) == pytest.approx(0.0, abs=0.01)
    assert optimum.excess_percent(model, optimum.one_step_policy) > 2.0


def test_a_policy_of_repairs_alone_costs_the_expected_cost_of_repair() -> None:
    model = optimum.random_model(np.random.default_rng(4))
    repairs = model.workshop.repairs
    stated = expected_cost_of_repair(model.prior, repairs).expected_cost_eur
    assert optimum.policy_cost(model, optimum.repairs_only_policy) == pytest.approx(stated)


def test_every_model_counts_once_in_the_rows() -> None:
    rows = optimum.measure_against_optimum(models=2, seed=5)
    assert [row.n for row in rows[:2]] == [6, 6]
    assert (
        sum(row.n for row in rows if row.what.startswith("worst excess, ") and row.goal == "QC2")
        == 6
    )
    assert rows == optimum.measure_against_optimum(models=2, seed=5)
