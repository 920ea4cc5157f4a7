"""Faults that bring about others: the prior of sets, cycles and clusters."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inference.cascade import acyclic, clusters, log_set_prior, reachable
from engine.inference.elimination_order import elimination_steps
from engine.inference.fault_set_search import all_sets
from engine.inference.several_faults import several_faults
from tests.builders.noisy_or import Problem, network_of, problems


def _causes(size: int, **weights: float) -> np.ndarray:
    matrix = np.zeros((size, size))
    for key, weight in weights.items():
        matrix[int(key[1]), int(key[2])] = weight
    return matrix


def _prior(sets: list[list[bool]], alone: list[float], causes: np.ndarray) -> list[float]:
    logs = log_set_prior(np.asarray(sets), np.log1p(-np.asarray(alone)), np.log1p(-causes))
    return [float(value) for value in np.exp(logs)]


def test_a_caused_fault_has_the_prior_computed_by_hand() -> None:
    found = _prior([[True, True], [True, False], [False, True]], [0.1, 0.02], _causes(2, c01=0.5))
    assert found == pytest.approx([0.1 * (1 - 0.98 * 0.5), 0.1 * 0.98 * 0.5, 0.9 * 0.02])


@settings(deadline=None)
@given(problems(cascades=True))
def test_the_priors_of_all_sets_sum_to_one(problem: Problem) -> None:
    size = len(problem.network.fault_ids)
    sets = all_sets(size).tolist()
    kept = np.minimum(problem.causes, 1.0 - 1e-9)
    alone = problem.network.prior.faults.tolist()
    found = _prior(sets, alone, kept)
    assert math.fsum(found) == pytest.approx(1.0, abs=1e-12)


def test_a_cycle_is_cut_at_its_weakest_relationship() -> None:
    cycle = _causes(3, c01=0.5, c12=0.2, c20=0.4)
    assert acyclic(cycle).tolist() == _causes(3, c01=0.5, c20=0.4).tolist()


def test_relationships_outside_a_cycle_are_kept_and_a_fault_does_not_cause_itself() -> None:
    weights = _causes(4, c01=0.1, c12=0.5, c21=0.6, c23=0.05, c33=0.9)
    assert acyclic(weights).tolist() == _causes(4, c01=0.1, c21=0.6, c23=0.05).tolist()


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(0.01, 1.0)), max_size=12))
def test_no_cycle_remains(edges: list[tuple[int, int, float]]) -> None:
    causes = np.zeros((5, 5))
    for source, effect, weight in edges:
        causes[source, effect] = weight
    assert not reachable(acyclic(causes) > 0.0).diagonal().any()


def test_clusters_are_what_causes_connect() -> None:
    assert list(clusters(_causes(6, c04=0.1, c43=0.1, c25=0.1) > 0.0)) == [(0, 3, 4), (1,), (2, 5)]


def test_a_cause_upstream_rises_with_the_evidence_of_its_effect() -> None:
    network = network_of([[0.01], [0.9]], [0.01], [0.02, 0.02])
    apart = several_faults(network, [0], [True])
    linked = several_faults(network, [0], [True], _causes(2, c01=0.8))
    assert linked.marginals[0] > 5 * apart.marginals[0]


def test_an_effect_waits_only_from_its_first_cause_to_its_own_turn() -> None:
    edges = _causes(6, c04=0.1, c14=0.1, c24=0.1, c43=0.1, c25=0.1) > 0.0
    steps, work = elimination_steps(edges)
    order = [step.cause for step in steps]
    assert all(order.index(cause) < order.index(effect) for cause, effect in np.argwhere(edges))
    assert work == 2 + 2 + 4 + 2 + 2 + 1


def test_too_many_waiting_effects_for_exact_sums_are_searched_and_the_answer_says_so() -> None:
    size = 32
    rng = np.random.default_rng(1)
    causes = np.where(np.triu(rng.random((size, size)) < 0.6, 1), 0.01, 0.0)
    network = network_of([[0.5]] * size, [0.01], [0.01] * size)
    answer = several_faults(network, [0], [True], causes)
    assert not answer.exact
    assert answer.mass_bound == 1.0
    assert 0.0 < answer.sets[0].probability < 1.0
