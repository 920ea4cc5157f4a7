import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.answer_noise import (
    answers_log_likelihood,
    conflicting_answers,
    noisy_rates,
    repeat_rates,
    wrong_answer_probability,
)
from engine.inference.posterior import Floats

RATE = st.floats(0.01, 0.99)
WRONG = st.floats(0.01, 0.5)


@st.composite
def interviews(draw: st.DrawFn) -> tuple[Floats, Floats, list[bool], float]:
    """Draw a prior, rates of what was asked, answers, and how often answers are wrong."""
    hypotheses, answers = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    masses = np.asarray(
        draw(st.lists(st.floats(0.05, 1), min_size=hypotheses, max_size=hypotheses))
    )
    flat = draw(st.lists(RATE, min_size=hypotheses * answers, max_size=hypotheses * answers))
    given_answers = draw(st.lists(st.booleans(), min_size=answers, max_size=answers))
    rates = np.asarray(flat).reshape(hypotheses, answers)
    return masses / masses.sum(), rates, given_answers, draw(WRONG)


def posterior_of(prior: Floats, rates: Floats, answers: list[bool], wrong: float) -> Floats:
    noisy = noisy_rates(rates, wrong)
    joint = prior * np.where(answers, noisy, 1 - noisy).prod(axis=1)
    return np.asarray(joint / joint.sum())


@given(interviews())
def test_how_likely_an_answer_was_wrong_is_what_enumeration_says(
    interview: tuple[Floats, Floats, list[bool], float],
) -> None:
    prior, rates, answers, wrong = interview
    total, flipped = 0.0, [0.0] * len(answers)
    for mass, row in zip(prior.tolist(), rates.tolist(), strict=True):
        for turned in itertools.product([False, True], repeat=len(answers)):
            chance = mass * math.prod(
                (wrong if turn else 1 - wrong) * (rate if said != turn else 1 - rate)
                for turn, rate, said in zip(turned, row, answers, strict=True)
            )
            total += chance
            flipped = [f + chance * turn for f, turn in zip(flipped, turned, strict=True)]
    found = wrong_answer_probability(
        posterior_of(prior, rates, answers, wrong), rates, np.asarray(answers), wrong
    )
    assert found.tolist() == pytest.approx([f / total for f in flipped], abs=1e-9)


@given(RATE, st.integers(0, 3), st.integers(0, 3), WRONG)
def test_repeated_answers_share_one_truth(rate: float, yes: int, no: int, wrong: float) -> None:
    present = rate * (1 - wrong) ** yes * wrong**no
    absent = (1 - rate) * wrong**yes * (1 - wrong) ** no
    rates, counts = np.asarray([[rate]]), (np.asarray([yes]), np.asarray([no]))
    found = answers_log_likelihood(rates, *counts, wrong)
    assert float(found[0, 0]) == pytest.approx(math.log(present + absent))
    more = answers_log_likelihood(rates, counts[0] + 1, counts[1], wrong)
    again = float(repeat_rates(rates, *counts, wrong)[0, 0])
    assert again == pytest.approx(math.exp(float(more[0, 0] - found[0, 0])))


def test_a_yes_and_a_no_to_the_same_question_cancel() -> None:
    rates = np.asarray([[0.9], [0.2]])
    both = answers_log_likelihood(rates, np.asarray([1]), np.asarray([1]), 0.1)
    assert both[:, 0].tolist() == pytest.approx([math.log(0.09)] * 2)


def test_without_noise_one_answer_has_the_plain_likelihood() -> None:
    rates = np.asarray([[0.9], [0.2]])
    found = answers_log_likelihood(rates, np.asarray([0]), np.asarray([1]), 0.0)
    assert found[:, 0].tolist() == pytest.approx([math.log(0.1), math.log(0.8)])


def test_the_answer_that_contradicts_all_others_is_the_suspect() -> None:
    rates = np.asarray([[0.95, 0.95, 0.95, 0.95], [0.05, 0.05, 0.05, 0.05]])
    answers = [True, True, False, True]
    posterior = posterior_of(np.asarray([0.5, 0.5]), rates, answers, 0.1)
    wrong = wrong_answer_probability(posterior, rates, np.asarray(answers), 0.1)
    assert conflicting_answers(wrong) == [2]
    assert wrong[2] == pytest.approx(0.67, abs=0.02)


def test_suspects_come_most_suspect_first() -> None:
    assert conflicting_answers(np.asarray([0.5, 0.2, 0.9, 0.5])) == [2, 0, 3]
