"""The written plan and the next step: exact costs, and never worse with tests than without."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bench.quality.repair_optimum import SmallModel, optimal_cost, random_model
from engine.inference.observation_cost import observation_values, yes_no_observations
from engine.inference.repair_cost import Repairs, expected_cost_of_repair
from engine.inference.repair_plan import PlanStep, repair_plan
from engine.inference.repair_policy import (
    Search,
    Situations,
    Workshop,
    best_options,
    next_step,
    option_costs,
)

SEEDS = st.integers(0, 10_000)
#: A cheap part fixes fault 0, a dear one fault 1; the test tells them apart.
REPAIRS = Repairs(np.asarray([50.0, 400.0]), np.asarray([[0.9, 0.0], [0.0, 1.0]]), 2000.0)
BELIEF = np.asarray([0.5, 0.4, 0.0, 0.1])
TEST = yes_no_observations(np.asarray([[0.1], [0.95], [0.5], [0.0]]), np.asarray([30.0]))


def _model(seed: int) -> SmallModel:
    return random_model(np.random.default_rng(seed), perfect=seed % 2 == 0)


def _mean_price(steps: tuple[PlanStep, ...], model: SmallModel) -> float:
    """Carry a plan out, answer by answer and cure by cure, in plain Python."""
    workshop = model.workshop

    def onward(at: int, hypothesis: int, done: frozenset[int]) -> float:
        if at == len(steps):
            return workshop.repairs.call_service_eur
        step = steps[at]
        if step.repair in done:
            return onward(at + 1, hypothesis, done)
        cures = float(workshop.repairs.cures[step.repair, hypothesis])
        repaired = float(workshop.repairs.cost_eur[step.repair]) + (1.0 - cures) * onward(
            at + 1, hypothesis, done | {step.repair}
        )
        if step.test is None:
            return repaired
        skipped = onward(at + 1, hypothesis, done)
        chances = workshop.observations.outcomes[step.test, :, hypothesis]
        follow = float(chances[np.asarray(step.repair_if)].sum())
        price = float(workshop.observations.cost_eur[step.test])
        return price + follow * repaired + (1.0 - follow) * skipped

    return sum(
        float(mass) * onward(0, hypothesis, frozenset())
        for hypothesis, mass in enumerate(model.prior)
    )


def _situation(model: SmallModel) -> Situations:
    return Situations(model.prior[None, :], np.zeros((1, model.workshop.service), bool))


def test_a_dear_repair_stands_behind_the_test_that_finds_its_fault() -> None:
    cheap, dear, *rest = repair_plan(BELIEF, REPAIRS, TEST).steps
    assert (cheap.repair, cheap.test, cheap.repair_if) == (0, None, ())
    assert (dear.repair, dear.test, dear.repair_if) == (1, 0, (False, True))
    assert cheap.probability_fixed == pytest.approx(0.45)
    assert cheap.price_eur == pytest.approx(50.0)
    assert dear.reached == pytest.approx(0.55)
    assert dear.probability_fixed == pytest.approx(0.4 * 0.95)
    assert dear.price_eur == pytest.approx(30 + 400 * (0.05 * 0.1 + 0.4 * 0.95) / 0.55)
    assert [(step.repair, step.test, step.only_if_skipped) for step in rest] == []


def test_a_plan_without_tests_is_the_order_by_expected_cost() -> None:
    plan, order = repair_plan(BELIEF, REPAIRS), expected_cost_of_repair(BELIEF, REPAIRS)
    assert tuple(step.repair for step in plan.steps) == order.actions == (0, 1)
    assert plan.expected_cost_eur == pytest.approx(order.expected_cost_eur)
    assert plan.service_probability == pytest.approx(0.15)


def test_a_skipped_repair_comes_back_for_those_who_skipped_it() -> None:
    blunt = yes_no_observations(np.asarray([[0.8], [0.2], [0.5], [0.5]]), np.asarray([10.0]))
    dear = Repairs(np.asarray([300.0, 300.0]), np.eye(2), 2000.0)
    steps = repair_plan(np.asarray([0.3, 0.5, 0.0, 0.2]), dear, blunt).steps
    assert [(step.repair, step.repair_if, step.only_if_skipped) for step in steps] == [
        (1, (True, False), False),
        (0, (), False),
        (1, (), True),
    ]
    assert steps[2].probability_fixed == pytest.approx(0.5 * 0.2)


def test_the_service_alone_is_a_plan() -> None:
    plan = repair_plan(np.asarray([0.0, 0.0, 0.5, 0.5]), REPAIRS, TEST)
    assert plan.steps == ()
    assert plan.expected_cost_eur == 2000.0
    assert plan.service_probability == 1.0


def test_equal_repairs_and_tests_are_planned_by_index() -> None:
    repairs = Repairs(np.full(3, 40.0), np.eye(3), 500.0)
    plan = repair_plan(np.asarray([0.3, 0.3, 0.3, 0.0, 0.1]), repairs)
    assert [step.repair for step in plan.steps] == [0, 1, 2]


@settings(max_examples=25)
@given(SEEDS)
def test_the_stated_cost_is_what_carrying_out_the_plan_costs(seed: int) -> None:
    model = _model(seed)
    plan = repair_plan(model.prior, model.workshop.repairs, model.workshop.observations)
    assert plan.expected_cost_eur == pytest.approx(_mean_price(plan.steps, model), rel=1e-9)
    if plan.steps:
        assert plan.steps[0].cost_to_go_eur == pytest.approx(plan.expected_cost_eur, rel=1e-9)


@settings(max_examples=25)
@given(SEEDS)
def test_tests_never_make_a_plan_dearer_and_no_plan_beats_the_optimum(seed: int) -> None:
    model = _model(seed)
    plan = repair_plan(model.prior, model.workshop.repairs, model.workshop.observations)
    plain = repair_plan(model.prior, model.workshop.repairs)
    assert plan.expected_cost_eur <= plain.expected_cost_eur + 1e-9
    assert plan.expected_cost_eur >= optimal_cost(model) - 1e-9


@settings(max_examples=25)
@given(SEEDS)
def test_probabilities_add_up_and_only_grow(seed: int) -> None:
    model = _model(seed)
    plan = repair_plan(model.prior, model.workshop.repairs, model.workshop.observations)
    fixed = np.cumsum([step.probability_fixed for step in plan.steps])
    assert fixed == pytest.approx([step.cumulative_fixed for step in plan.steps], abs=1e-12)
    assert float(fixed[-1]) + plan.service_probability == pytest.approx(1.0)
    assert [step.reached for step in plan.steps] == pytest.approx([1.0, *(1.0 - fixed[:-1])])


@settings(max_examples=25)
@given(SEEDS)
def test_looking_further_ahead_never_raises_the_cost_nor_beats_the_optimum(seed: int) -> None:
    model = _model(seed)
    costs = [
        float(option_costs(model.workshop, _situation(model), Search(depth, 4, 12)).min())
        for depth in (1, 2, 3)
    ]
    ecr = expected_cost_of_repair(model.prior, model.workshop.repairs).expected_cost_eur
    assert ecr + 1e-9 >= costs[0]
    assert costs[0] + 1e-9 >= max(costs[1:])
    assert min(costs) >= optimal_cost(model) - 1e-9


@settings(max_examples=25)
@given(SEEDS)
def test_one_step_ahead_is_the_expected_cost_with_the_correction_for_the_first_repair(
    seed: int,
) -> None:
    model = _model(seed)
    workshop = model.workshop
    values = observation_values(model.prior, workshop.observations, workshop.repairs)
    count = len(workshop.repairs.cost_eur)
    costs = option_costs(workshop, _situation(model), Search())[0]
    assert costs[count:-1] == pytest.approx(values.eco_eur, rel=1e-9)
    assert costs[-1] == pytest.approx(workshop.repairs.call_service_eur)


def test_questions_that_pay_only_together_are_seen_two_steps_ahead() -> None:
    rates = np.asarray([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [0.5, 0.5], [0.5, 0.5]])
    workshop = Workshop(
        Repairs(np.full(4, 100.0), np.eye(4), 140.0),
        yes_no_observations(rates, np.asarray([12.0, 12.0])),
    )
    belief = np.asarray([[0.25, 0.25, 0.25, 0.25, 0.0, 0.0]])
    now = Situations(belief, np.zeros((1, 6), bool))
    assert best_options(workshop, now, Search()).tolist() == [workshop.service]
    assert best_options(workshop, now, Search(2, 4, 12)).tolist() == [4]
    assert option_costs(workshop, now, Search(2, 4, 12)).min() == pytest.approx(124.0)


def test_the_next_step_is_to_ask_then_to_repair_then_to_call_the_service() -> None:
    workshop = Workshop(REPAIRS, TEST)
    first = next_step(BELIEF, workshop)
    assert (first.repair, first.observation) == (0, None)
    failed = BELIEF * REPAIRS.failure[0]
    used = np.asarray([True, False, False])
    second = next_step(failed, workshop, used)
    assert (second.repair, second.observation) == (None, 0)
    assert second.option_eur[0] == np.inf
    absent = failed * TEST.outcomes[0, 0]
    third = next_step(absent, workshop, np.asarray([True, False, True]))
    assert (third.repair, third.observation) == (None, None)
    assert third.expected_cost_eur == pytest.approx(2000.0)


@pytest.mark.parametrize(
    ("faults", "repairs", "tests"), [(0, 0, 0), (0, 2, 0), (3, 0, 2), (3, 2, 0)]
)
def test_without_repairs_tests_or_faults_the_service_is_left(
    faults: int, repairs: int, tests: int
) -> None:
    belief = np.full(faults + 2, 1.0 / (faults + 2))
    useless = Repairs(np.full(repairs, 10.0), np.zeros((repairs, faults)), 100.0)
    asks = yes_no_observations(np.full((faults + 2, tests), 0.5), np.full(tests, 1.0))
    step = next_step(belief, Workshop(useless, asks))
    assert (step.repair, step.observation, step.expected_cost_eur) == (None, None, 100.0)
    assert repair_plan(belief, useless, asks).expected_cost_eur == 100.0
    assert observation_values(belief, asks, useless).ecr_eur == 100.0


def test_used_options_are_not_taken_again() -> None:
    model = _model(2)
    used = np.ones((1, model.workshop.service), bool)
    now = Situations(model.prior[None, :], used)
    assert best_options(model.workshop, now, Search(2, 4, 12)).tolist() == [model.workshop.service]


def test_a_small_problem_is_searched_deeper_than_a_large_one() -> None:
    small = _model(1).workshop
    rates = np.full((52, 60), 0.3)
    large = Workshop(
        Repairs(np.full(30, 50.0), np.zeros((30, 50)), 900.0),
        yes_no_observations(rates, np.full(60, 5.0)),
    )
    assert Search.within(small) == Search(depth=3, width=6, kept=9)
    assert Search.within(large) == Search(depth=3, width=4, kept=12)
    assert Search.within(large, budget=150) == Search(depth=1)
