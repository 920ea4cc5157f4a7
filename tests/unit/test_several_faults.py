"""Fault sets and marginals, against enumeration, by their bound and by their laws."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inference.fault_set_search import SearchLimits
from engine.inference.network import Network
from engine.inference.noisy_or import cause_probabilities, noisy_or_model
from engine.inference.posterior import Evidence, Prior, posterior
from engine.inference.several_faults import SeveralFaults, several_faults
from tests.builders.noisy_or import (
    Problem,
    enumerated_sets,
    marginals_of,
    network_of,
    problems,
    random_problem,
)

#: Limits that make small problems large: little is exact and little is looked at.
NARROW = SearchLimits(exact_findings=2, exhaustive=0, beam=1, max_size=2)


def _answer(problem: Problem, limits: SearchLimits | None = None) -> SeveralFaults:
    parts = (problem.network, problem.columns, problem.present, problem.causes)
    return several_faults(*parts, limits)


def _all(answer: SeveralFaults) -> list[float]:
    return [*answer.marginals, answer.untouched, answer.unlisted]


@settings(deadline=None)
@given(problems(cascades=True))
def test_marginals_equal_plain_enumeration(problem: Problem) -> None:
    found = _all(_answer(problem))
    reference = marginals_of(enumerated_sets(problem), len(found))
    assert found == pytest.approx(reference, abs=1e-9)


def test_ten_faults_equal_plain_enumeration() -> None:
    problem = random_problem(1, faults=10, present=5, absent=3, links=3)
    found = _all(_answer(problem))
    reference = marginals_of(enumerated_sets(problem), len(found))
    assert found == pytest.approx(reference, abs=1e-9)


@settings(deadline=None)
@given(problems(cascades=True))
def test_set_probabilities_equal_enumeration_with_idle_causes_summed_out(problem: Problem) -> None:
    answer = _answer(problem, SearchLimits(shown=1000))
    unlisted = len(problem.network.fault_ids) + 1
    shown = {(item.faults, item.unlisted): item.probability for item in answer.sets}
    explaining = {member for faults, _ in shown for member in faults}
    explaining |= {unlisted} if any(with_unlisted for _, with_unlisted in shown) else set()
    summed: dict[tuple[tuple[int, ...], bool], float] = {}
    for members, probability in enumerated_sets(problem).items():
        faults = tuple(at for at in members if at in explaining and at < unlisted)
        key = (faults, unlisted in members and unlisted in explaining)
        summed[key] = summed.get(key, 0.0) + probability
    for key, probability in summed.items():
        assert shown.get(key, 0.0) == pytest.approx(probability, abs=1e-9)
    assert answer.mass_bound == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("exact_findings", [12, 3, 0])
def test_the_bound_holds_for_what_was_not_looked_at(seed: int, exact_findings: int) -> None:
    problem = random_problem(seed, faults=8, present=6, absent=2, links=3)
    problem.causes[0, 1], problem.causes[2, 3] = 0.4, 0.2
    limits = SearchLimits(exact_findings, exhaustive=0, beam=1, max_size=2, shown=1000)
    answer = _answer(problem, limits)
    looked_at = {(item.faults, item.unlisted) for item in answer.sets}
    truth = enumerated_sets(problem)
    missed = math.fsum(
        probability
        for members, probability in truth.items()
        if (tuple(at for at in members if at < 8), 9 in members) not in looked_at
    )
    assert missed > 0.0
    assert missed <= answer.mass_bound + 1e-12
    difference = np.abs(np.asarray(_all(answer)) - marginals_of(truth, 10))
    assert difference.max() <= answer.mass_bound + 1e-12


@settings(deadline=None)
@given(problems(cascades=True))
def test_off_the_exact_path_nothing_is_lost_when_all_sets_were_looked_at(problem: Problem) -> None:
    found = _all(_answer(problem, SearchLimits(exact_findings=0, exhaustive=6)))
    reference = marginals_of(enumerated_sets(problem), len(found))
    assert found == pytest.approx(reference, abs=1e-9)


@settings(deadline=None)
@given(problems(max_faults=7, cascades=True))
def test_off_the_exact_path_marginals_differ_by_no_more_than_the_bound(problem: Problem) -> None:
    answer = _answer(problem, NARROW)
    difference = np.asarray(_all(answer)) - _all(_answer(problem))
    assert np.abs(difference).max() <= answer.mass_bound + 1e-9


def test_the_bound_is_useful_when_two_faults_show_fourteen_findings() -> None:
    rates = np.full((20, 14), 0.01)
    rates[0, :7], rates[1, 7:] = 0.8, 0.8
    rates[np.arange(2, 20), np.arange(18) % 14] = 0.4
    network = network_of(rates.tolist(), [0.01] * 14, [0.01] * 20)
    answer = several_faults(network, list(range(14)), [True] * 14)
    assert not answer.exact
    assert answer.sets[0].faults == (0, 1)
    assert answer.mass_bound < 0.05


def test_two_faults_are_found_when_one_cannot_explain_the_evidence() -> None:
    rates = [[0.9, 0.8, 0.01, 0.01], [0.01, 0.01, 0.9, 0.8], [0.3, 0.01, 0.3, 0.01]]
    network = network_of(rates, [0.01] * 4, [0.01, 0.01, 0.01])
    answer = several_faults(network, [0, 1, 2, 3], [True] * 4)
    assert answer.sets[0].faults == (0, 1)
    assert answer.sets[0].probability > 0.9
    assert answer.marginals[:2].min() > 0.95


def test_one_fault_is_enough_when_it_explains_everything() -> None:
    rates = [[0.9, 0.8], [0.9, 0.01], [0.01, 0.8]]
    network = network_of(rates, [0.01, 0.01], [0.01, 0.01, 0.01])
    assert several_faults(network, [0, 1], [True, True]).sets[0].faults == (0,)


@settings(deadline=None)
@given(problems())
def test_given_exactly_one_cause_it_is_the_single_fault_posterior(problem: Problem) -> None:
    network = problem.network
    model = noisy_or_model(network, problem.columns, problem.present)
    joint = np.exp(model.log_joint(np.eye(len(network.fault_ids) + 2, dtype=bool)))
    alone = cause_probabilities(network.prior)
    untouched = float(alone[-2] / (1.0 - alone[-2]))
    listed = float(network.prior.faults.sum())
    share = network.prior.unlisted_share
    odds = share / (1.0 - share) * (listed + network.prior.untouched)
    prior = Prior(network.prior.faults, untouched, odds / (odds + listed + untouched))
    evidence = Evidence(
        present=np.asarray(problem.present, dtype=bool),
        likelihood=np.maximum(network.rates, network.leak),
        leak=network.leak,
        unlisted_rate=np.maximum(network.unlisted_rate, network.leak),
    )
    single = posterior(prior, evidence)
    expected = [*single.faults, single.untouched, single.unlisted]
    assert joint / joint.sum() == pytest.approx(expected, abs=1e-9)


@settings(deadline=None)
@given(problems(cascades=True), st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_change_a_bit(problem: Problem, random: object) -> None:
    order = list(range(len(problem.columns)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = replace(
        problem,
        columns=[problem.columns[at] for at in order],
        present=[problem.present[at] for at in order],
    )
    assert (
        np.asarray(_all(_answer(problem))).tobytes()
        == np.asarray(_all(_answer(shuffled))).tobytes()
    )
    assert _answer(problem).sets == _answer(shuffled).sets


def test_no_evidence_gives_the_prior_given_at_least_one_cause() -> None:
    network = network_of([[0.5], [0.5]], [0.01], [1 / 9, 1 / 4], unlisted=(0.25, [0.02]))
    answer = several_faults(network, [], [])
    odds = (1 / 9 + 1 / 4) / 3.0
    unlisted = odds / (1.0 + odds)
    anything = 1.0 - 0.9 * 0.8 * (1.0 - unlisted)
    assert _all(answer) == pytest.approx([0.1 / anything, 0.2 / anything, 0.0, unlisted / anything])
    assert [item.faults for item in answer.sets] == [()]


def test_only_absent_findings_lower_the_faults_that_show_them() -> None:
    network = network_of([[0.9], [0.01]], [0.01], [0.1, 0.1])
    before, after = several_faults(network, [], []), several_faults(network, [0], [False])
    assert after.marginals[0] < 0.2 * before.marginals[0]
    assert after.marginals[1] > before.marginals[1]


def test_two_hundred_findings_with_weights_zero_and_one_stay_finite() -> None:
    rng = np.random.default_rng(4)
    network = network_of(
        rng.choice([0.0, 1.0], (30, 200)).tolist(), [0.0] * 200, [0.01] * 30, untouched=0.1
    )
    answer = several_faults(network, list(range(200)), (rng.random(200) < 0.5).tolist())
    assert np.isfinite(_all(answer)).all()
    assert math.isfinite(answer.mass_bound)
    assert math.fsum(item.probability for item in answer.sets) <= 1.0 + 1e-9


def test_evidence_that_no_fault_explains_raises_the_unlisted_cause() -> None:
    network = network_of([[0.01]], [0.01], [0.1], unlisted=(0.1, [0.3]))
    before, after = several_faults(network, [], []), several_faults(network, [0], [True])
    assert after.unlisted > 4 * before.unlisted
    assert after.sets[0].unlisted


def test_a_mass_that_was_lifted_above_one_is_still_a_probability() -> None:
    answer = several_faults(network_of([[0.5]], [0.01], [3.0]), [], [])
    alone, unlisted = 0.75, (3.0 / 9.0) / (1.0 + 3.0 / 9.0)
    assert answer.marginals[0] == pytest.approx(alone / (1.0 - 0.25 * (1.0 - unlisted)))


def test_without_any_fault_the_cause_is_unlisted() -> None:
    nobody = Network(
        (),
        ("sign.0",),
        Prior(np.zeros(0), 0.0, 0.1),
        np.zeros((0, 1)),
        np.asarray([0.01]),
        np.asarray([0.02]),
        np.zeros((0, 1), bool),
    )
    assert several_faults(nobody, [0], [True]).unlisted == pytest.approx(1.0, abs=1e-12)
