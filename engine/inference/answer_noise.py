"""Answers may be wrong: their likelihood, which of them is suspect, and what re-asking tells.

An answer is the opposite of the truth with probability eps, on its own each time of asking. With
q = P(present | h), an answer "yes" has probability

    q' = (1 - eps) q + eps (1 - q)

and y times "yes" with n times "no" to one question have q (1-eps)^y eps^n + (1-q) eps^y (1-eps)^n.
Given the hypothesis the answers are independent, so that Bayes gives exactly how likely answer i
was wrong after all answers (q_a: rate of the answer as given, q or 1 - q):

    P(wrong_i | all) = sum_h P(h | all) eps (1 - q_a) / ((1 - eps) q_a + eps (1 - q_a))

Authored and learned rates already contain how far a report is right (requirements section 9,
"OBSERVABLE_WEIGHT"); eps is what comes on top, by default little.
"""

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import EPSILON, Floats

Integers = NDArray[np.int_]
Flags = NDArray[np.bool_]
#: Slips of the tongue and of the hand, on top of what the rates contain already.
DEFAULT_WRONG = 0.01


def noisy_rates(rates: Floats, wrong: float) -> Floats:
    """Return P(answer is yes | hypothesis) = (1 - wrong) q + wrong (1 - q); any shape."""
    return np.asarray(rates + wrong * (1.0 - 2.0 * rates))


def answers_log_likelihood(rates: Floats, yes: Integers, no: Integers, wrong: float) -> Floats:
    """Return log P(all answers to each question | hypothesis), in nats, shape (h, q).

    Args:
        rates: shape (h, q), P(present | hypothesis).
        yes: shape (q,), how often each question was answered with yes.
        no: shape (q,), how often with no; 0 and 0 gives log 1.
        wrong: probability that one answer is wrong, in (0, 0.5].
    """
    present, absent = _joint_with_truth(rates, yes, no, wrong)
    return np.asarray(np.log(present + absent))


def repeat_rates(rates: Floats, yes: Integers, no: Integers, wrong: float) -> Floats:
    """Return P(the next answer to a question is yes | hypothesis, its earlier answers).

    Asked again, the truth is the same and only the error is new. The result goes where rates go,
    such as into `information_gain`: the gain of asking once more.

    Args:
        rates: shape (..., q), P(present | hypothesis).
        yes: shape (q,) or one that broadcasts, answers with yes so far.
        no: as ``yes``, answers with no so far.
        wrong: probability that one answer is wrong, in (0, 0.5].
    """
    present, absent = _joint_with_truth(rates, yes, no, wrong)
    return noisy_rates(present / (present + absent), wrong)


def wrong_given_hypothesis(rates: Floats, present: Flags, wrong: float) -> Floats:
    """Return P(answer was wrong | hypothesis, the answer), shape of ``rates``.

    Args:
        rates: shape (..., e), P(present | hypothesis).
        present: shape (e,) or one that broadcasts, True for "yes".
        wrong: probability that an answer is wrong, in (0, 0.5].
    """
    as_given = np.where(present, rates, 1.0 - rates)
    flipped = wrong * (1.0 - as_given)
    return np.asarray(flipped / np.maximum((1.0 - wrong) * as_given + flipped, EPSILON**2))


def wrong_answer_probability(
    posterior: Floats, rates: Floats, present: Flags, wrong: float = DEFAULT_WRONG
) -> Floats:
    """Return P(answer i was wrong | all answers), shape (e,).

    Args:
        posterior: shape (h,), given all answers, computed with `noisy_rates`.
        rates: shape (h, e), P(present | hypothesis) of what was answered, without noise.
        present: shape (e,), the answers.
        wrong: probability that an answer is wrong, as in the posterior.
    """
    return np.asarray(posterior @ wrong_given_hypothesis(rates, present, wrong))


def conflicting_answers(probability_wrong: Floats, least: float = 0.5) -> list[int]:
    """Return the answers that are rather wrong than right, most suspect first; ties in order.

    Args:
        probability_wrong: shape (e,), of `wrong_answer_probability`.
        least: answers below are not suspect.
    """
    order = np.argsort(-probability_wrong, kind="stable")
    return [int(at) for at in order if probability_wrong[at] >= least]


def _joint_with_truth(
    rates: Floats, yes: Integers, no: Integers, wrong: float
) -> tuple[Floats, Floats]:
    """Return P(answers, truly present | h) and P(answers, truly absent | h)."""
    right = 1.0 - wrong
    bounded = np.clip(rates, EPSILON, 1.0 - EPSILON)
    return (
        np.asarray(bounded * right**yes * wrong**no),
        np.asarray((1.0 - bounded) * wrong**yes * right**no),
    )
