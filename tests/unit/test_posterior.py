"""The single-fault posterior, against enumeration and by its laws."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.posterior import Evidence, Posterior, Prior, posterior
from tests.builders.inference import enumerated, problems


def _all(result: Posterior) -> np.ndarray:
    return np.asarray([*result.faults, result.untouched, result.unlisted])


def _one_finding(present: bool, weight: float = 0.8) -> Evidence:
    return Evidence(
        present=np.asarray([present]),
        likelihood=np.asarray([[weight], [0.01]]),
        leak=np.asarray([0.01]),
        unlisted_rate=np.asarray([0.02]),
    )


PRIOR = Prior(faults=np.asarray([0.01, 0.02]), untouched=0.07, unlisted_share=0.1)


def test_a_present_finding_gives_the_probabilities_computed_by_hand() -> None:
    result = posterior(PRIOR, _one_finding(present=True))
    joint = [0.09 * 0.8, 0.18 * 0.01, 0.63 * 0.01, 0.1 * 0.02]
    assert _all(result) == pytest.approx(np.asarray(joint) / sum(joint), abs=1e-12)


def test_an_absent_finding_gives_the_probabilities_computed_by_hand() -> None:
    result = posterior(PRIOR, _one_finding(present=False))
    joint = [0.09 * 0.2, 0.18 * 0.99, 0.63 * 0.99, 0.1 * 0.98]
    assert _all(result) == pytest.approx(np.asarray(joint) / sum(joint), abs=1e-12)


def test_no_evidence_gives_the_prior() -> None:
    nothing = Evidence(np.zeros(0, bool), np.zeros((2, 0)), np.zeros(0), np.zeros(0))
    assert _all(posterior(PRIOR, nothing)) == pytest.approx([0.09, 0.18, 0.63, 0.1], abs=1e-15)


def test_a_finding_that_no_fault_explains_raises_the_unlisted_share() -> None:
    unexplained = Evidence(
        present=np.asarray([True]),
        likelihood=np.asarray([[0.01], [0.01]]),
        leak=np.asarray([0.01]),
        unlisted_rate=np.asarray([0.03]),
    )
    assert posterior(PRIOR, unexplained).unlisted == pytest.approx(0.003 / (0.009 + 0.003))


def test_without_any_applicable_fault_the_cause_is_unlisted() -> None:
    nobody = Prior(faults=np.zeros(0), untouched=0.0, unlisted_share=0.1)
    evidence = Evidence(
        np.asarray([True]), np.zeros((0, 1)), np.asarray([0.01]), np.asarray([0.02])
    )
    assert posterior(nobody, evidence).unlisted == 1.0


def test_two_hundred_findings_with_weights_zero_and_one_stay_finite() -> None:
    rng = np.random.default_rng(4)
    evidence = Evidence(
        present=rng.random(200) < 0.5,
        likelihood=rng.choice([0.0, 1.0], (30, 200)),
        leak=np.zeros(200),
        unlisted_rate=np.ones(200),
    )
    result = _all(posterior(Prior(np.full(30, 0.01), 0.1, 0.1), evidence))
    assert np.isfinite(result).all()
    assert result.sum() == pytest.approx(1.0, abs=1e-12)


@given(problems())
def test_the_posterior_equals_plain_enumeration(problem: tuple[Prior, Evidence]) -> None:
    prior, evidence = problem
    assert _all(posterior(prior, evidence)) == pytest.approx(enumerated(prior, evidence), abs=1e-12)


@given(problems())
def test_probabilities_sum_to_one(problem: tuple[Prior, Evidence]) -> None:
    assert _all(posterior(*problem)).sum() == pytest.approx(1.0, abs=1e-12)


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_change_a_bit(
    problem: tuple[Prior, Evidence], random: Random
) -> None:
    prior, evidence = problem
    order = list(range(len(evidence.present)))
    random.shuffle(order)
    shuffled = Evidence(
        evidence.present[order],
        evidence.likelihood[:, order],
        evidence.leak[order],
        evidence.unlisted_rate[order],
    )
    assert _all(posterior(prior, evidence)).tobytes() == _all(posterior(prior, shuffled)).tobytes()


@given(problems(), st.floats(1.1, 10.0))
def test_a_larger_prior_never_lowers_the_probability(
    problem: tuple[Prior, Evidence], factor: float
) -> None:
    prior, evidence = problem
    raised = prior.faults.copy()
    raised[0] *= factor
    higher = posterior(Prior(raised, prior.untouched, prior.unlisted_share), evidence)
    assert higher.faults[0] >= posterior(prior, evidence).faults[0] - 1e-12


@given(problems(), st.integers(0, 5))
def test_reading_only_touched_faults_equals_reading_all(
    problem: tuple[Prior, Evidence], extra: int
) -> None:
    prior, evidence = problem
    masses = np.full(extra, 0.013)
    grown = Prior(np.concatenate([prior.faults, masses]), prior.untouched, prior.unlisted_share)
    all_read = Evidence(
        evidence.present,
        np.vstack([evidence.likelihood, np.tile(evidence.leak, (extra, 1))]),
        evidence.leak,
        evidence.unlisted_rate,
    )
    summed = Prior(prior.faults, prior.untouched + masses.sum(), prior.unlisted_share)
    few, everything = posterior(summed, evidence), posterior(grown, all_read)
    count = len(prior.faults)
    assert few.faults == pytest.approx(everything.faults[:count], abs=1e-12)
    assert few.unlisted == pytest.approx(everything.unlisted, abs=1e-12)
    assert few.untouched == pytest.approx(
        everything.untouched + everything.faults[count:].sum(), abs=1e-12
    )


@given(problems(max_findings=1))
def test_an_absent_finding_never_favours_a_fault_that_indicates_it_above_its_leak(
    problem: tuple[Prior, Evidence],
) -> None:
    _prior, evidence = problem
    if not len(evidence.present) or evidence.likelihood[0, 0] < evidence.leak[0]:
        return
    absent = Evidence(
        np.asarray([False]), evidence.likelihood, evidence.leak, evidence.unlisted_rate
    )
    terms = absent.log_terms()
    assert terms[0, 0] <= terms[-2, 0] + 1e-12
