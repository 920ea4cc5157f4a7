"""Sets that hold the true cause with a stated probability."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.fault_set import (
    CASES_FOR_CONFORMAL,
    ConformalThreshold,
    FaultSetKind,
    fault_set,
    fit_conformal,
    set_members,
    set_scores,
)
from engine.inference.posterior import Floats
from engine.inference.temperature import tempered

#: Four faults, untouched, unlisted.
POSTERIOR = np.asarray([0.05, 0.6, 0.02, 0.2, 0.03, 0.1])


def _cases(n: int, seed: int, boast: float = 1.0) -> tuple[Floats, np.ndarray]:
    rng = np.random.default_rng(seed)
    real = rng.dirichlet(np.full(8, 0.3), n)
    true = (rng.random((n, 1)) > np.cumsum(real, axis=1)[:, :-1]).sum(axis=1)
    return tempered(real, 1.0 / boast), true


def _coverage(inside: np.ndarray, true: np.ndarray) -> float:
    return float(inside[np.arange(len(true)), true].mean())


def test_the_credible_set_takes_the_likeliest_until_the_level_is_reached() -> None:
    result = fault_set(POSTERIOR)
    assert result.members == (1, 3, 5, 0)
    assert result.mass == pytest.approx(0.95)
    assert result.kind is FaultSetKind.CREDIBLE


def test_a_lower_level_needs_fewer_and_the_first_is_always_there() -> None:
    assert fault_set(POSTERIOR, level=0.8).members == (1, 3)
    assert fault_set(POSTERIOR, level=0.01).members == (1,)


def test_the_unlisted_cause_can_be_a_member_and_can_stand_alone() -> None:
    assert 5 in fault_set(POSTERIOR).members
    assert fault_set(np.asarray([0.01, 0.01, 0.98])).members == (2,)


def test_ties_are_ordered_by_row() -> None:
    assert fault_set(np.asarray([0.25, 0.25, 0.25, 0.25]), level=0.5).members == (0, 1)


@given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=12), st.floats(0.05, 0.99))
def test_no_smaller_set_reaches_the_level(masses: list[float], level: float) -> None:
    posterior = np.asarray(masses) / sum(masses)
    result = fault_set(posterior, level)
    assert result.mass >= level - 1e-9
    assert result.mass - posterior[result.members[-1]] < level
    assert result.mass == pytest.approx(np.sort(posterior)[::-1][: len(result.members)].sum())


def test_a_score_is_the_mass_before_a_hypothesis_and_the_penalty_of_its_rank() -> None:
    scores = set_scores(POSTERIOR[np.newaxis], regularisation=0.01)[0]
    assert scores == pytest.approx([0.9 + 0.02, 0.0, 0.98 + 0.04, 0.6, 0.95 + 0.03, 0.8 + 0.01])


def test_the_threshold_is_the_known_quantile_of_the_scores() -> None:
    probabilities = np.asarray([[0.6 - at / 100, 0.4 + at / 100] for at in range(10)])
    true = np.ones(10, np.int_)
    fitted = fit_conformal(probabilities, true, level=0.5, cases_needed=1)
    # ceil(11 · 0.5) = 6th smallest of the scores 0.51 … 0.60
    assert fitted is not None
    assert fitted.score == pytest.approx(0.56)


def test_too_few_cases_leave_the_set_credible() -> None:
    assert fit_conformal(*_cases(CASES_FOR_CONFORMAL - 1, 1)) is None
    assert fit_conformal(*_cases(CASES_FOR_CONFORMAL, 1)) is not None


def test_below_nineteen_cases_no_threshold_exists_at_95_per_cent() -> None:
    assert fit_conformal(*_cases(18, 1), cases_needed=1) is None
    assert fit_conformal(*_cases(19, 1), cases_needed=1) is not None


@pytest.mark.parametrize("regularisation", [0.0, 0.01])
def test_conformal_sets_of_a_boastful_model_cover_what_they_state(regularisation: float) -> None:
    covered, credible = [], []
    for seed in range(20):
        fitted = fit_conformal(*_cases(500, seed, boast=2.0), regularisation=regularisation)
        probabilities, true = _cases(500, seed + 100, boast=2.0)
        covered.append(_coverage(set_members(probabilities, threshold=fitted), true))
        credible.append(_coverage(set_members(probabilities), true))
    assert np.mean(covered) == pytest.approx(0.95, abs=0.01)
    assert np.mean(credible) < 0.90


def test_a_conformal_set_says_so_and_keeps_its_own_level() -> None:
    result = fault_set(POSTERIOR, threshold=ConformalThreshold(0.9, 0.7, 0.0, 400))
    assert result.members == (1, 3)
    assert result.level == 0.9
    assert result.kind is FaultSetKind.CONFORMAL
