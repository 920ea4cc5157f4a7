import numpy as np
import pytest

from engine.inference.answer_noise import noisy_rates
from engine.inference.information_gain import noisy_information_gain
from engine.inference.interview_policy import (
    AnswerNoise,
    GivenAnswers,
    RankedQuestion,
    most_suspect,
    rank_questions,
)
from engine.inference.posterior import Floats

#: Two faults; columns 0 to 3 tell them apart, column 4 does a little.
RATES = np.asarray([[0.95, 0.95, 0.95, 0.95, 0.6], [0.05, 0.05, 0.05, 0.05, 0.4]])
NOISE = AnswerNoise(wrong=0.1)
ALL = np.ones(5, dtype=bool)


def answers(
    columns: list[int], present: list[bool], confirmed: list[int] | None = None
) -> GivenAnswers:
    is_confirmed = np.isin(columns, confirmed or [])
    return GivenAnswers(
        np.asarray(columns, dtype=int), np.asarray(present, dtype=bool), is_confirmed
    )


def posterior_of(given: GivenAnswers) -> Floats:
    noisy = noisy_rates(RATES[:, given.columns], NOISE.wrong)
    joint = np.where(given.present, noisy, 1 - noisy).prod(axis=1)
    return np.asarray(joint / joint.sum())


def ranked(given: GivenAnswers) -> tuple[RankedQuestion, ...]:
    return rank_questions(posterior_of(given), RATES, given, ALL, NOISE)


def test_new_questions_are_ranked_by_their_gain_and_ties_by_column() -> None:
    found = ranked(answers([], []))
    assert [one.column for one in found] == [0, 1, 2, 3, 4]
    gain = noisy_information_gain(np.full(2, 0.5), RATES, wrong=0.1)
    assert [one.gain for one in found] == pytest.approx(gain.tolist())


def test_the_answer_that_stands_alone_is_asked_again_before_a_weak_question() -> None:
    given = answers([0, 1, 2, 3], [True, True, True, False])
    found = ranked(given)
    again = next(one for one in found if one.wrong is not None)
    assert again.column == 3
    assert again.wrong == pytest.approx(0.68, abs=0.02)
    assert found[0] == again


def test_a_confirmed_answer_is_not_suspect() -> None:
    given = answers([0, 1, 2, 3], [True, True, True, False], confirmed=[3])
    suspect = most_suspect(posterior_of(given), RATES, given, NOISE)
    assert suspect is not None
    assert suspect.column != 3
    everything = answers([0], [True], confirmed=[0])
    assert most_suspect(posterior_of(everything), RATES, everything, NOISE) is None


def test_what_cannot_be_asked_is_not_asked() -> None:
    given = answers([0], [False])
    is_askable = np.asarray([False, True, False, False, False])
    found = rank_questions(posterior_of(given), RATES, given, is_askable, NOISE)
    assert [one.column for one in found] == [1]


def test_dont_know_makes_all_questions_worth_less_in_proportion() -> None:
    given = answers([0], [True])
    plain, rare = (
        rank_questions(posterior_of(given), RATES, given, ALL, AnswerNoise(0.1, unknown))
        for unknown in (0.0, 0.25)
    )
    assert [one.gain for one in rare] == pytest.approx([0.75 * one.gain for one in plain])
