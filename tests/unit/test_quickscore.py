"""Exact evidence and marginals, against plain enumeration and by their laws."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inference.elimination_order import elimination_steps
from engine.inference.fault_set_search import all_sets
from engine.inference.noisy_or import NoisyOrModel, log_complement, noisy_or_model
from engine.inference.quickscore import quickscore
from tests.builders.noisy_or import Problem, enumerated_sets, marginals_of, problems


def _model(problem: Problem) -> NoisyOrModel:
    return noisy_or_model(problem.network, problem.columns, problem.present, problem.causes)


def _independent(
    prior: list[float], log_survival: np.ndarray, log_leak: np.ndarray, *, present: bool = True
) -> NoisyOrModel:
    return NoisyOrModel(
        log_spared=np.log1p(-np.asarray(prior)),
        log_escape=np.zeros((len(prior), len(prior))),
        log_survival=log_survival,
        log_leak_survival=log_leak,
        present=np.full(len(log_leak), present),
    )


@settings(deadline=None)
@given(problems(cascades=True))
def test_marginals_equal_plain_enumeration_of_all_sets(problem: Problem) -> None:
    reference = marginals_of(enumerated_sets(problem), len(problem.network.fault_ids) + 2)
    assert quickscore(_model(problem)).marginals == pytest.approx(reference, abs=1e-9)


@settings(deadline=None)
@given(problems(cascades=True))
def test_the_evidence_is_the_sum_over_all_sets_with_a_cause(problem: Problem) -> None:
    model = _model(problem)
    sets = all_sets(len(model.log_spared))[1:]
    joint = model.log_joint(sets)
    top = joint.max()
    summed = top + math.log(math.fsum(np.exp(joint - top)))
    assert quickscore(model).log_evidence == pytest.approx(summed, abs=1e-9)


def test_two_causes_of_one_finding_give_the_values_computed_by_hand() -> None:
    log_survival, log_leak = np.log(np.asarray([[0.5], [0.75]])), np.log(np.asarray([0.99]))
    answer = quickscore(_independent([0.1, 0.2], log_survival, log_leak))
    only_first, only_second = 0.1 * 0.8 * (1 - 0.99 * 0.5), 0.9 * 0.2 * (1 - 0.99 * 0.75)
    both = 0.1 * 0.2 * (1 - 0.99 * 0.5 * 0.75)
    total = only_first + only_second + both
    assert math.exp(answer.log_evidence) == pytest.approx(total, rel=1e-12)
    expected = [(only_first + both) / total, (only_second + both) / total]
    assert answer.marginals == pytest.approx(expected, rel=1e-12)


def test_unlikely_evidence_keeps_its_digits_where_alternating_signs_lose_them() -> None:
    links, leak, prior, findings = 1e-6, 1e-9, 1e-3, 6
    log_survival = np.full((1, findings), math.log1p(-links))
    log_leak = np.full(findings, math.log1p(-leak))
    answer = quickscore(_independent([prior], log_survival, log_leak))
    exact = prior * (1.0 - (1.0 - links) * (1.0 - leak)) ** findings
    assert math.exp(answer.log_evidence) == pytest.approx(exact, rel=1e-9, abs=0.0)
    alternating = math.fsum(
        (-1) ** size * math.comb(findings, size) * prior * ((1 - links) * (1 - leak)) ** size
        for size in range(findings + 1)
    )
    assert alternating != pytest.approx(exact, rel=0.5, abs=0.0)


def test_two_hundred_absent_findings_with_weight_one_stay_finite() -> None:
    unlikely = np.full((2, 200), -20.0)
    answer = quickscore(_independent([0.01, 0.01], unlikely, np.zeros(200), present=False))
    assert answer.marginals == pytest.approx([0.5, 0.5], abs=1e-12)
    assert answer.log_evidence == pytest.approx(math.log(2 * 0.01 * 0.99) - 200 * 20.0, rel=1e-12)


def test_without_any_possible_cause_the_evidence_is_impossible() -> None:
    answer = quickscore(_independent([0.0], np.zeros((1, 1)), np.log(np.asarray([0.9]))))
    assert answer.log_evidence == -np.inf
    assert answer.marginals.tolist() == [0.0]


def test_a_long_chain_of_causes_is_exact_and_keeps_one_effect_waiting() -> None:
    size = 40
    chain = np.zeros((size, size))
    chain[np.arange(size - 1), np.arange(1, size)] = math.log(0.5)
    edges = chain < 0.0
    assert elimination_steps(edges)[1] == 2 * (size - 1) + 1
    spared = np.zeros(size)
    spared[0] = math.log(0.9)
    model = NoisyOrModel(spared, chain, np.zeros((size, 0)), np.zeros(0), np.zeros(0, bool))
    assert quickscore(model).marginals == pytest.approx(0.5 ** np.arange(size), rel=1e-12)


@settings(deadline=None)
@given(st.floats(-50.0, -1e-12))
def test_the_complement_keeps_its_digits(value: float) -> None:
    with localcontext(prec=60):
        exact = float((1 - Decimal(value).exp()).ln())
    assert log_complement(np.asarray(value)) == pytest.approx(exact, rel=1e-12, abs=0.0)
