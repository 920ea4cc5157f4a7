"""Parts are sold on evidence: hold for a test, sell, or wait."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inference.observation_cost import Observations, yes_no_observations
from engine.inference.part_guard import Parts, part_guard

#: Fault 0 needs the dear part, fault 1 the cheap one, 1 in 10 times both.
PARTS = Parts(np.asarray([[1.0, 0.1], [0.0, 1.0]]), np.asarray([300.0, 10.0]), 1.0, 20.0, 60.0)
BELIEF = np.asarray([0.6, 0.3, 0.0, 0.1])
NOTHING = Observations(np.zeros(0), np.zeros((0, 2, 4)))


def _tests(*columns: tuple[float, float, float, float], prices: tuple[float, ...]) -> Observations:
    return yes_no_observations(np.asarray(columns).T, np.asarray(prices))


SHARP = (0.98, 0.03, 0.1, 0.1)
VAGUE = (0.5, 0.45, 0.5, 0.5)


def test_the_probability_and_the_expected_return_are_those_computed_by_hand() -> None:
    dear, cheap = part_guard(BELIEF, PARTS, NOTHING)
    assert dear.probability_needed == pytest.approx(0.6 + 0.3 * 0.1)
    assert dear.expected_return_eur == pytest.approx(0.37 * 320.0)
    assert cheap.probability_needed == pytest.approx(0.3)
    assert cheap.expected_return_eur == pytest.approx(0.7 * 30.0)


def test_the_sale_is_held_for_a_test_that_saves_more_than_it_costs() -> None:
    dear, _ = part_guard(BELIEF, PARTS, _tests(VAGUE, SHARP, prices=(1.0, 12.0)))
    assert dear.is_on_hold
    assert dear.test == 1
    # Without the test waiting loses .63 * 60; with it, what false answers cost.
    present = np.asarray([0.6 * 0.98, 0.3 * 0.03, 0.0, 0.1 * 0.1])
    needed = present[0] + 0.1 * present[1]
    absent_needed = 0.63 - needed
    sold = min((present.sum() - needed) * 320, needed * 60)
    waited = min((1 - present.sum() - absent_needed) * 320, absent_needed * 60)
    assert dear.test_value_eur == pytest.approx(0.63 * 60 - sold - waited)


def test_the_cheapest_of_the_tests_that_pay_is_named() -> None:
    tests = _tests(SHARP, SHARP, SHARP, prices=(12.0, 3.0, 3.0))
    assert part_guard(BELIEF, PARTS, tests)[0].test == 1


def test_no_sale_is_held_for_a_test_that_costs_more_than_it_saves() -> None:
    dear, _ = part_guard(BELIEF, PARTS, _tests(SHARP, VAGUE, prices=(200.0, 15.0)))
    assert not dear.is_on_hold
    assert dear.test is None
    assert dear.test_value_eur == 0.0


def test_a_part_that_is_surely_needed_is_sold_without_a_test() -> None:
    sure = np.asarray([1.0, 0.0, 0.0, 0.0])
    dear, cheap = part_guard(sure, PARTS, _tests(SHARP, prices=(1.0,)))
    assert (dear.is_on_hold, dear.is_worth_selling) == (False, True)
    assert (cheap.is_on_hold, cheap.is_worth_selling) == (False, False)


def test_unlisted_and_untouched_causes_speak_against_every_part() -> None:
    more = np.asarray([0.3, 0.15, 0.05, 0.5])
    assert part_guard(more, PARTS, NOTHING)[0].probability_needed == pytest.approx(0.315)


def test_zero_probabilities_give_numbers_all_the_same() -> None:
    for advice in part_guard(np.zeros(4), PARTS, _tests(SHARP, prices=(1.0,))):
        assert advice.probability_needed == 0.0
        assert np.isfinite(advice.expected_return_eur)


@settings(max_examples=30)
@given(st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4), st.floats(0.0, 1.0))
def test_a_useless_test_never_holds_a_sale(masses: list[float], rate: float) -> None:
    belief = np.asarray(masses) + 1e-6
    useless = _tests((rate, rate, rate, rate), prices=(1e-6,))
    assert not any(advice.is_on_hold for advice in part_guard(belief, PARTS, useless))


@settings(max_examples=30)
@given(st.floats(0.0, 0.89), st.floats(0.0, 0.1))
def test_the_expected_return_falls_as_the_part_gets_more_likely(low: float, more: float) -> None:
    chances = (low, low + more)
    beliefs = [np.asarray([chance, 0.0, 0.0, 1.0 - chance]) for chance in chances]
    before, after = (part_guard(belief, PARTS, NOTHING)[0] for belief in beliefs)
    assert after.expected_return_eur <= before.expected_return_eur + 1e-9
