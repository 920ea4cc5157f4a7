"""Maps from stated to calibrated probabilities: temperature, isotonic curve, and their choice."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.calibration import (
    Calibration,
    CalibrationKind,
    ConfirmedCases,
    choose_calibration,
    cross_fitted,
    identity,
    isotonic_of,
    temperature_of,
)
from engine.inference.calibration_error import expected_calibration_error
from engine.inference.isotonic import IsotonicCurve, fit_isotonic, pool_adjacent_violators
from engine.inference.posterior import Evidence, Floats, Posterior, Prior, posterior
from engine.inference.temperature import fit_temperature, log_loss, tempered
from tests.builders.inference import problems

HYPOTHESES = 6


def _cases(n: int, boast: float = 1.0, seed: int = 1) -> ConfirmedCases:
    """Draw cases whose truth follows their posterior, then state it `boast` times as sure."""
    rng = np.random.default_rng(seed)
    real = rng.dirichlet(np.full(HYPOTHESES, 0.4), n)
    true = (rng.random((n, 1)) > np.cumsum(real, axis=1)[:, :-1]).sum(axis=1)
    return ConfirmedCases(tempered(real, 1.0 / boast), true)


def _error(probabilities: Floats, cases: ConfirmedCases) -> float:
    correct = probabilities.argmax(axis=1) == cases.true
    return expected_calibration_error(probabilities.max(axis=1), correct)


def _vector(result: Posterior) -> Floats:
    return np.asarray([*result.faults, result.untouched, result.unlisted])


def test_temperature_two_takes_the_root() -> None:
    assert tempered(np.asarray([0.64, 0.36]), 2.0) == pytest.approx([0.8 / 1.4, 0.6 / 1.4])


def test_an_impossible_hypothesis_stays_impossible() -> None:
    assert tempered(np.asarray([0.64, 0.36, 0.0]), 5.0)[2] == 0.0


def test_the_fitted_temperature_undoes_the_boast() -> None:
    cases = _cases(4000, boast=2.0)
    assert fit_temperature(cases.probabilities, cases.true) == pytest.approx(2.0, rel=0.06)
    timid = _cases(4000, boast=0.5)
    assert fit_temperature(timid.probabilities, timid.true) == pytest.approx(0.5, rel=0.06)


def test_no_temperature_of_a_grid_beats_the_fitted_one() -> None:
    cases = _cases(300, boast=1.7)
    best = tempered(cases.probabilities, fit_temperature(cases.probabilities, cases.true))
    least = log_loss(best, cases.true).mean()
    for temperature in np.geomspace(0.05, 20, 200):
        other = tempered(cases.probabilities, float(temperature))
        assert least <= log_loss(other, cases.true).mean() + 1e-9


@given(problems(), st.floats(0.3, 4.0))
def test_with_the_prior_no_evidence_is_left_alone_and_the_sum_stays_one(
    problem: tuple[Prior, Evidence], temperature: float
) -> None:
    base = np.exp(problem[0].log_masses())
    result = tempered(base, temperature, base)
    assert result == pytest.approx(base, abs=1e-12)
    assert result.sum() == pytest.approx(1.0, abs=1e-12)


def test_with_the_prior_it_does_not_matter_which_untouched_faults_were_read() -> None:
    prior, evidence = Prior(np.asarray([0.02, 0.03, 0.01]), 0.0, 0.1), _untouched_evidence(3)
    read = tempered(_vector(posterior(prior, evidence)), 1.8, np.exp(prior.log_masses()))
    fewer, their_evidence = Prior(np.asarray([0.02]), 0.04, 0.1), _untouched_evidence(1)
    summed = tempered(_vector(posterior(fewer, their_evidence)), 1.8, np.exp(fewer.log_masses()))
    assert summed[0] == pytest.approx(read[0], abs=1e-12)
    assert summed[-1] == pytest.approx(read[-1], abs=1e-12)
    assert summed[-2] == pytest.approx(read[1] + read[2], abs=1e-12)


def _untouched_evidence(faults: int) -> Evidence:
    likelihood = np.full((faults, 2), 0.01)
    likelihood[0] = [0.9, 0.7]
    return Evidence(
        np.asarray([True, False]), likelihood, np.full(2, 0.01), np.asarray([0.03, 0.03])
    )


def test_violators_are_pooled_by_weight() -> None:
    pooled = pool_adjacent_violators(np.asarray([0.1, 0.6, 0.3, 0.9]), np.asarray([1, 1, 2, 1.0]))
    assert pooled == pytest.approx([0.1, 0.4, 0.4, 0.9])


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 9)), min_size=1, max_size=30))
def test_the_pooled_curve_never_falls_and_keeps_the_mean(pairs: list[tuple[float, float]]) -> None:
    values, weights = np.asarray(pairs).T
    pooled = pool_adjacent_violators(values, weights)
    assert (np.diff(pooled) >= -1e-12).all()
    assert pooled @ weights == pytest.approx(values @ weights, abs=1e-9)


def test_the_isotonic_curve_calibrates_the_first_and_keeps_the_proportions_of_the_rest() -> None:
    curve = IsotonicCurve((0.5, 0.7), (0.55, 0.6))
    assert curve.apply(np.asarray([0.6, 0.3, 0.1])) == pytest.approx(
        [0.575, 0.425 * 0.75, 0.425 * 0.25]
    )


def test_the_isotonic_curve_never_puts_the_second_before_the_first() -> None:
    curve = IsotonicCurve((0.0, 1.0), (0.0, 0.2))
    mapped = curve.apply(np.asarray([0.1, 0.5, 0.4]))
    assert mapped.argmax() == 1
    assert mapped.sum() == pytest.approx(1.0)


def test_a_sum_of_hypotheses_is_never_taken_for_the_first() -> None:
    curve = IsotonicCurve((0.0, 1.0), (0.0, 0.8))
    mapped = curve.apply(np.asarray([0.3, 0.1, 0.5, 0.1]), summed=(2,))
    assert mapped == pytest.approx([0.24, 0.76 / 7, 0.76 * 5 / 7, 0.76 / 7])


def test_certainty_survives_the_isotonic_curve() -> None:
    curve = IsotonicCurve((0.0, 1.0), (0.0, 0.9))
    assert curve.apply(np.asarray([1.0, 0.0])) == pytest.approx([1.0, 0.0])


def test_even_a_faultless_record_does_not_give_certainty() -> None:
    probabilities = np.tile([0.9, 0.1], (100, 1))
    curve = fit_isotonic(probabilities, np.zeros(100, np.int_))
    assert curve.calibrated == pytest.approx((118 / 120,))


def test_too_few_cases_leave_probabilities_alone_and_say_how_many_are_missing() -> None:
    cases = _cases(150, boast=3.0)
    chosen = choose_calibration(cases)
    assert chosen == identity(150)
    assert chosen.cases_missing == 50
    assert cases.mapped(chosen) is cases.probabilities


def test_some_cases_of_a_boastful_model_give_a_temperature() -> None:
    chosen = choose_calibration(_cases(400, boast=2.5))
    assert chosen.kind is CalibrationKind.TEMPERATURE
    assert chosen.temperature == pytest.approx(2.5, rel=0.15)
    unseen = _cases(4000, boast=2.5, seed=9)
    assert _error(unseen.mapped(chosen), unseen) < 0.3 * _error(unseen.probabilities, unseen)


def test_a_calibrated_model_is_left_alone_however_many_cases_there_are() -> None:
    assert choose_calibration(_cases(1500)).kind is CalibrationKind.IDENTITY


def test_many_cases_of_a_crooked_model_give_a_curve() -> None:
    honest = _cases(3000)
    stated = IsotonicCurve((0.0, 0.5, 0.75, 1.0), (0.0, 0.75, 0.76, 1.0)).apply(
        honest.probabilities
    )
    crooked = ConfirmedCases(stated, honest.true)
    chosen = choose_calibration(crooked)
    assert chosen.kind is CalibrationKind.ISOTONIC
    assert _error(crooked.mapped(chosen), crooked) < 0.5 * _error(stated, crooked)


def test_no_case_is_mapped_by_a_fit_that_saw_it() -> None:
    cases = _cases(50, boast=2.0)
    seen: list[set[bytes]] = []

    def watch(part: ConfirmedCases) -> Calibration:
        seen.append({row.tobytes() for row in part.probabilities})
        return identity(len(part.true))

    cross_fitted(cases, watch)
    assert len(seen) == 5
    for at, rows in enumerate(seen):
        assert not {row.tobytes() for row in cases.probabilities[at::5]} & rows


@pytest.mark.parametrize("fit", [temperature_of, isotonic_of])
def test_maps_give_probabilities_that_sum_to_one(
    fit: Callable[[ConfirmedCases], Calibration],
) -> None:
    cases = _cases(300, boast=2.0)
    mapped = cases.mapped(fit(cases))
    assert mapped.sum(axis=1) == pytest.approx(np.ones(300), abs=1e-12)
    assert (mapped >= 0).all()
    assert (mapped.argmax(axis=1) == cases.probabilities.argmax(axis=1)).all()
