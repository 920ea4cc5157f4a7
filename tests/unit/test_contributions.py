"""Parts of the log-odds: exact sums, fair signs."""

import numpy as np
import pytest
from hypothesis import given

from engine.inference.contributions import contributions, log_odds
from engine.inference.posterior import Evidence, Prior, posterior
from tests.builders.inference import problems

PRIOR = Prior(faults=np.asarray([0.01, 0.01]), untouched=0.08, unlisted_share=0.1)


def _evidence(likelihood: list[list[float]], present: list[bool]) -> Evidence:
    count = len(present)
    return Evidence(
        present=np.asarray(present),
        likelihood=np.asarray(likelihood),
        leak=np.full(count, 0.01),
        unlisted_rate=np.full(count, 0.02),
    )


@given(problems())
def test_the_parts_add_up_to_posterior_minus_prior_log_odds(
    problem: tuple[Prior, Evidence],
) -> None:
    prior, evidence = problem
    after = posterior(prior, evidence).faults[0]
    before = np.exp(prior.log_masses())[0]
    if not 1e-12 < after < 1 - 1e-9:
        return
    parts = contributions(prior, evidence, [0])[0]
    assert parts.sum() == pytest.approx(log_odds(after) - log_odds(before), abs=1e-5)


def test_what_a_fault_explains_speaks_for_it_and_what_only_another_explains_against() -> None:
    evidence = _evidence([[0.8, 0.01], [0.01, 0.8]], [True, True])
    first, second = contributions(PRIOR, evidence, [0, 1])
    assert first[0] > 1.0
    assert first[1] < -0.5
    assert second == pytest.approx(first[::-1], abs=1e-9)


def test_an_absent_finding_that_the_fault_makes_likely_speaks_against_it() -> None:
    evidence = _evidence([[0.9], [0.01]], [False])
    parts = contributions(PRIOR, evidence, [0, 1])
    assert parts[0, 0] == pytest.approx(
        np.log(0.1) - np.log((0.09 * 0.99 + 0.72 * 0.99 + 0.1 * 0.98) / 0.91), abs=1e-9
    )
    assert parts[1, 0] > 0


def test_the_order_of_findings_does_not_change_a_part() -> None:
    evidence = _evidence([[0.8, 0.3], [0.1, 0.6]], [True, True])
    swapped = _evidence([[0.3, 0.8], [0.6, 0.1]], [True, True])
    one = contributions(PRIOR, evidence, [0])[0]
    assert contributions(PRIOR, swapped, [0])[0][::-1] == pytest.approx(one, abs=1e-12)


def test_without_findings_there_are_no_parts() -> None:
    nothing = Evidence(np.zeros(0, bool), np.zeros((2, 0)), np.zeros(0), np.zeros(0))
    assert contributions(PRIOR, nothing, [0, 1]).shape == (2, 0)
