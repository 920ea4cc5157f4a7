"""What would change the answer: minimal sets, checked against trying everything."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from engine.inference.counterfactuals import MOST_FINDINGS, changes
from engine.inference.posterior import Evidence, Prior, posterior
from tests.builders.inference import problems


def _turn(evidence: Evidence, columns: tuple[int, ...]) -> Evidence:
    present = evidence.present.copy()
    present[list(columns)] ^= True
    return Evidence(present, evidence.likelihood, evidence.leak, evidence.unlisted_rate)


def _two_faults(*weights: tuple[float, float]) -> Evidence:
    count = len(weights)
    return Evidence(
        present=np.ones(count, dtype=bool),
        likelihood=np.asarray(weights).T,
        leak=np.full(count, 0.01),
        unlisted_rate=np.full(count, 0.02),
    )


PRIOR = Prior(faults=np.asarray([0.5, 0.5]), untouched=0.0, unlisted_share=0.1)


def test_the_one_finding_that_decides_is_named_with_the_fault_that_would_come_first() -> None:
    found = changes(PRIOR, _two_faults((0.9, 0.1), (0.5, 0.6)), most=5)
    assert [(change.findings, change.first) for change in found] == [((0,), 1)]
    turned = posterior(PRIOR, _turn(_two_faults((0.9, 0.1), (0.5, 0.6)), (0,)))
    assert found[0].probability == pytest.approx(turned.faults[1], abs=1e-12)


def test_two_findings_are_named_when_no_single_one_decides() -> None:
    found = changes(PRIOR, _two_faults((0.8, 0.2), (0.8, 0.2), (0.8, 0.2)), most=5)
    assert [change.findings for change in found] == [(0, 1), (0, 2), (1, 2)]


def test_nothing_is_named_when_no_finding_could_change_the_first_fault() -> None:
    certain = Prior(faults=np.asarray([0.999, 1e-9]), untouched=0.0, unlisted_share=0.1)
    assert changes(certain, _two_faults((0.5, 0.4)), most=5) == []


def test_without_findings_or_with_one_fault_there_is_nothing_to_change() -> None:
    nothing = Evidence(np.zeros(0, bool), np.zeros((2, 0)), np.zeros(0), np.zeros(0))
    assert changes(PRIOR, nothing, most=5) == []
    alone = Prior(np.asarray([0.5]), 0.1, 0.1)
    one = Evidence(np.asarray([True]), np.asarray([[0.5]]), np.asarray([0.1]), np.asarray([0.1]))
    assert changes(alone, one, most=5) == []


@settings(max_examples=60, deadline=None)
@given(problems(max_faults=5, max_findings=5))
def test_the_sets_are_the_smallest_of_all_that_change_the_first_fault(
    problem: tuple[Prior, Evidence],
) -> None:
    prior, evidence = problem
    before = posterior(prior, evidence).faults
    first = int(before.argmax())
    runner_up = np.sort(before)[-2] if len(before) > 1 else 0.0
    if before[first] - runner_up < 1e-9:
        return  # a tie: which one is first is a matter of order, not of evidence
    expected: set[tuple[int, ...]] = set()
    for size in range(1, MOST_FINDINGS + 1):
        for columns in combinations(range(len(evidence.present)), size):
            after = posterior(prior, _turn(evidence, columns)).faults
            if after.max() > after[first] * (1 + 1e-9):
                expected.add(columns)
        if expected:
            break
    found = changes(prior, evidence, most=1000)
    smallest = min((len(change.findings) for change in found), default=0)
    assert smallest == min((len(columns) for columns in expected), default=0)
    assert expected <= {change.findings for change in found}
