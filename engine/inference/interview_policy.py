"""The next questions of an interview, best first, answers that should be asked again included.

A new question is worth its expected information gain under answer noise. Of the answers given, the
one that most probably was wrong competes with them: asked again it is worth the gain of
`repeat_rates`. Looking one question ahead is enough: ranking by the best pair of questions asked no
better on DDXPlus (docs/quality.md).
"""

from dataclasses import dataclass

import numpy as np

from engine.inference.answer_noise import (
    DEFAULT_WRONG,
    Flags,
    Integers,
    repeat_rates,
    wrong_answer_probability,
)
from engine.inference.information_gain import information_gain, noisy_information_gain
from engine.inference.posterior import Floats


@dataclass(frozen=True)
class AnswerNoise:
    """How answers go wrong.

    Attributes:
        wrong: probability that an answer is the opposite of the truth, in (0, 0.5].
        unknown: probability of "don't know", in [0, 1).
    """

    wrong: float = DEFAULT_WRONG
    unknown: float = 0.0


@dataclass(frozen=True)
class GivenAnswers:
    """Yes/no answers so far.

    Attributes:
        columns: shape (e,), what was answered, each column once.
        present: shape (e,), True for yes.
        is_confirmed: shape (e,), True for what is certain, measured or asked again: not suspect.
    """

    columns: Integers
    present: Flags
    is_confirmed: Flags


@dataclass(frozen=True)
class RankedQuestion:
    """A question and what it is worth.

    Attributes:
        column: of the observable.
        gain: expected bits about the fault.
        wrong: for an answer to ask again, the probability that it was wrong; None for a new one.
    """

    column: int
    gain: float
    wrong: float | None = None


def rank_questions(
    posterior: Floats,
    rates: Floats,
    answers: GivenAnswers,
    is_askable: Flags,
    noise: AnswerNoise,
) -> tuple[RankedQuestion, ...]:
    """Return the questions that tell anything, by gain; ties in the order of the columns.

    Args:
        posterior: shape (h,), given the answers.
        rates: shape (h, o), P(present | hypothesis), as `Network.hypothesis_rates`.
        answers: given so far.
        is_askable: shape (o,), False for what cannot be asked or got a "don't know".
        noise: how answers go wrong.
    """
    gains = noisy_information_gain(posterior, rates, wrong=noise.wrong, unknown=noise.unknown)
    is_new = is_askable.copy()
    is_new[answers.columns] = False
    ranked = [RankedQuestion(int(at), float(gains[at])) for at in np.flatnonzero(is_new)]
    suspect = most_suspect(posterior, rates, answers, noise)
    if suspect is not None and is_askable[suspect.column]:
        ranked.append(suspect)
    useful = [question for question in ranked if question.gain > 0.0]
    return tuple(sorted(useful, key=lambda question: (-question.gain, question.column)))


def most_suspect(
    posterior: Floats, rates: Floats, answers: GivenAnswers, noise: AnswerNoise
) -> RankedQuestion | None:
    """Return the answer that most probably was wrong, with the gain of asking it again.

    None when nothing is given or all is confirmed. Arguments as for `rank_questions`.
    """
    if answers.is_confirmed.all():
        return None
    answered = rates[:, answers.columns]
    wrong = wrong_answer_probability(posterior, answered, answers.present, noise.wrong)
    at = int(np.where(answers.is_confirmed, -1.0, wrong).argmax())
    yes, no = answers.present[[at]].astype(int), (~answers.present[[at]]).astype(int)
    again = repeat_rates(answered[:, [at]], yes, no, noise.wrong)
    gain = (1.0 - noise.unknown) * information_gain(posterior, again)
    return RankedQuestion(int(answers.columns[at]), float(gain[0]), float(wrong[at]))
