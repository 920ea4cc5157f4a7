import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.group_information_gain import draw_answers, group_information_gain
from engine.inference.information_gain import (
    categorical_information_gain,
    information_gain,
    noisy_information_gain,
)
from engine.inference.posterior import Floats

RATE = st.floats(0.0, 1.0)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Draw a posterior over a few hypotheses and rates of a few columns."""
    hypotheses, columns = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    masses = np.asarray(
        draw(st.lists(st.floats(0.01, 1), min_size=hypotheses, max_size=hypotheses))
    )
    flat = draw(st.lists(RATE, min_size=hypotheses * columns, max_size=hypotheses * columns))
    return masses / masses.sum(), np.asarray(flat).reshape(hypotheses, columns)


def entropy_of(masses: list[float]) -> float:
    total = math.fsum(masses)
    return -math.fsum(m / total * math.log2(m / total) for m in masses if m > 0)


def enumerated_gain(posterior: Floats, rates: Floats) -> float:
    """Return H(F) - sum over all answer patterns of P(pattern) H(F | pattern), in plain Python."""
    left = entropy_of(posterior.tolist())
    columns = rates.shape[1]
    for pattern in range(2**columns):
        joint = [
            mass * math.prod(r if pattern >> at & 1 else 1 - r for at, r in enumerate(row.tolist()))
            for mass, row in zip(posterior.tolist(), rates, strict=True)
        ]
        if math.fsum(joint) > 0:
            left -= math.fsum(joint) * entropy_of(joint)
    return left


@given(problems())
def test_the_gain_is_how_much_entropy_an_answer_takes_away(problem: tuple[Floats, Floats]) -> None:
    posterior, rates = problem
    expected = [enumerated_gain(posterior, rates[:, [at]]) for at in range(rates.shape[1])]
    assert information_gain(posterior, rates) == pytest.approx(expected, abs=1e-9)


@given(problems())
def test_the_gain_of_a_group_is_that_of_all_its_patterns(problem: tuple[Floats, Floats]) -> None:
    posterior, rates = problem
    joint = float(group_information_gain(posterior, rates))
    single = information_gain(posterior, rates)
    assert joint == pytest.approx(enumerated_gain(posterior, rates), abs=1e-9)
    assert single.max() - 1e-9 <= joint <= single.sum() + 1e-9


@given(problems(), st.floats(0, 0.5), st.floats(0, 1))
def test_noise_never_adds_information(
    problem: tuple[Floats, Floats], wrong: float, unknown: float
) -> None:
    posterior, rates = problem
    clean = information_gain(posterior, rates)
    noisy = noisy_information_gain(posterior, rates, wrong=wrong)
    assert np.all(noisy <= clean + 1e-9)
    both = noisy_information_gain(posterior, rates, wrong=wrong, unknown=unknown)
    assert both == pytest.approx((1 - unknown) * noisy, abs=1e-12)


def test_a_question_that_halves_the_faults_tells_one_bit() -> None:
    rates = np.asarray([[1.0, 0.3], [1.0, 0.3], [0.0, 0.3], [0.0, 0.3]])
    assert information_gain(np.full(4, 0.25), rates).tolist() == pytest.approx([1.0, 0.0])


def test_answers_that_are_wrong_half_of_the_time_tell_nothing() -> None:
    gain = noisy_information_gain(np.asarray([0.5, 0.5]), np.asarray([[1.0], [0.0]]), wrong=0.5)
    assert gain.tolist() == [0.0]


def test_many_posteriors_at_once_give_what_each_gives_alone() -> None:
    rng = np.random.default_rng(5)
    posteriors, rates = rng.dirichlet(np.ones(4), 6), rng.random((4, 3))
    drawn = draw_answers(rates, 8, rng)
    for gain in (
        lambda p: information_gain(p, rates),
        lambda p: group_information_gain(p, rates),
        lambda p: categorical_information_gain(p, rates / rates.sum(1, keepdims=True)),
        drawn.information_gain,
    ):
        alone = np.asarray([gain(one) for one in posteriors])
        assert gain(posteriors) == pytest.approx(alone, abs=1e-12)


def test_a_categorical_question_of_two_values_is_a_yes_no_question() -> None:
    posterior, yes = np.asarray([0.2, 0.5, 0.3]), np.asarray([[0.9], [0.4], [0.1]])
    values = np.hstack([yes, 1 - yes])
    gain = categorical_information_gain(posterior, values)
    assert float(gain) == pytest.approx(float(information_gain(posterior, yes)[0]))


def test_exclusive_values_that_name_the_fault_tell_everything() -> None:
    posterior = np.full(4, 0.25)
    assert float(categorical_information_gain(posterior, np.eye(4))) == pytest.approx(2.0)


def test_drawn_answers_come_close_to_the_enumeration() -> None:
    rng = np.random.default_rng(3)
    posterior, rates = rng.dirichlet(np.ones(5)), rng.random((5, 6))
    drawn = draw_answers(rates, 4000, np.random.default_rng(1)).information_gain(posterior)
    assert float(drawn) == pytest.approx(float(group_information_gain(posterior, rates)), abs=0.02)


def test_the_same_seed_draws_the_same_answers() -> None:
    rates = np.full((3, 9), 0.4)
    first = draw_answers(rates, 5, np.random.default_rng(7))
    again = draw_answers(rates, 5, np.random.default_rng(7))
    assert np.array_equal(first.likelihood, again.likelihood)


def test_two_hundred_columns_of_extreme_rates_do_not_overflow() -> None:
    rates = np.vstack([np.zeros(200), np.ones(200), np.full(200, 0.5)])
    drawn = draw_answers(rates, 4, np.random.default_rng(0))
    assert float(drawn.information_gain(np.full(3, 1 / 3))) == pytest.approx(math.log2(3), abs=0.01)


def test_a_group_too_large_to_enumerate_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 6"):
        group_information_gain(np.ones(1), np.full((1, 7), 0.5))
