"""Interviews played against the known answers of cases, all cases in step.

Protocol: the evidence that a case comes with is free and true. Then one question after another:
a yes/no question about one observable, or a value question, which returns all its values. A value
question tells its parent too; one whose parent was denied is not asked. Each question counts, those
answered "don't know" and those asked again included. An answer is wrong with a given probability,
anew at each asking: a yes/no answer is turned round, a value answer is that of a case drawn at
random. Only yes/no questions are asked again.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from engine.bench.quality.ddxplus import Flags, Integers
from engine.bench.quality.ddxplus_networks import normalised_rows
from engine.bench.quality.interview_cases import Answering, Cases
from engine.bench.quality.interview_state import InterviewStates
from engine.bench.quality.value_questions import ValueQuestion
from engine.inference.answer_noise import noisy_rates
from engine.inference.information_gain import information_gain
from engine.inference.posterior import EPSILON, Floats
from engine.inference.stopping import StopRule

#: Questions after which the posterior is kept, besides the one at the stop.
COUNTS = 10
MAX_QUESTIONS = 60


@dataclass(frozen=True)
class Played:
    """What the interviews of n cases gave, over f listed faults.

    Attributes:
        true: shape (n,), row of each case's true fault.
        at_count: shape (n, COUNTS + 1, f), posterior after 0 .. COUNTS questions; an interview that
            stopped earlier keeps its last posterior.
        at_stop: shape (n, f), posterior when the interview stopped.
        questions: shape (n,), questions asked before it stopped.
    """

    true: Integers
    at_count: Floats
    at_stop: Floats
    questions: Integers


class Picking(StrEnum):
    """How the next question is chosen."""

    GAIN = "largest expected information gain"
    HALF = "yes as likely as no"
    RANDOM = "random"


@dataclass(frozen=True)
class Questionnaire:
    """What can be asked.

    Attributes:
        rates: shape (h, o), P(present | hypothesis).
        askable: shape (o,), the yes/no questions.
        values: value questions.
    """

    rates: Floats
    askable: Flags
    values: tuple[ValueQuestion, ...] = ()


@dataclass(frozen=True)
class Manner:
    """How interviews are held.

    Attributes:
        rule: when to stop; `StopRule.sure` may be cut lower afterwards.
        answering: how cases answer; the posterior knows its probabilities.
        picking: choice of the next question.
        recheck: whether the answer that most probably was wrong is asked again when that tells
            more than any new question.
    """

    rule: StopRule
    answering: Answering = field(default_factory=Answering)
    picking: Picking = Picking.GAIN
    recheck: bool = False


@dataclass(frozen=True)
class Trace:
    """All posteriors of n interviews.

    Attributes:
        true: shape (n,), row of the true fault.
        posteriors: shape (t + 1, n, h), after 0 .. t questions.
        questions: shape (n,), questions until the rule stopped the interview.
    """

    true: Integers
    posteriors: Floats
    questions: Integers

    def stopped_at(self, sure: float) -> Played:
        """Return the interviews as they are with this threshold, at most that of the rule.

        What is asked does not depend on the threshold, only when the interview ends.
        """
        steps = len(self.posteriors) - 1
        is_sure = self.posteriors.max(axis=2) >= sure
        first = np.where(is_sure.any(0), is_sure.argmax(0), steps)
        questions = np.minimum(first, self.questions)
        counts = np.minimum(np.arange(COUNTS + 1)[:, None], questions)
        case = np.arange(len(self.true))
        return Played(
            true=self.true,
            at_count=self.posteriors[counts, case, :-2].transpose(1, 0, 2),
            at_stop=self.posteriors[questions, case, :-2],
            questions=questions,
        )

    def after(self, questions: int) -> Floats:
        """Return the posteriors over listed faults after so many questions, shape (n, f)."""
        counts = np.minimum(questions, self.questions)
        return np.asarray(self.posteriors[counts, np.arange(len(self.true)), :-2])


def stack(parts: list[Played]) -> Played:
    """Return the cases of several folds as one."""
    return Played(
        true=np.concatenate([part.true for part in parts]),
        at_count=np.concatenate([part.at_count for part in parts]),
        at_stop=np.concatenate([part.at_stop for part in parts]),
        questions=np.concatenate([part.questions for part in parts]),
    )


def play(
    questionnaire: Questionnaire, cases: Cases, manner: Manner, rng: np.random.Generator
) -> Trace:
    """Hold the interviews of all cases.

    Args:
        questionnaire: what can be asked, and rates.
        cases: who is asked.
        manner: how.
        rng: seeded; random questions and wrong answers.
    """
    bounded = np.clip(questionnaire.rates, EPSILON, 1.0 - EPSILON)
    questionnaire = replace(questionnaire, rates=bounded)
    states = InterviewStates(bounded, questionnaire.values, cases, manner.answering, rng)
    live = np.arange(len(cases.true))
    posteriors = [normalised_rows(states.log_joint)]
    questions = np.zeros(len(cases.true), dtype=int)
    for _ in range(manner.rule.max_questions or MAX_QUESTIONS):
        live = live[posteriors[-1][live].max(axis=1) < manner.rule.sure]
        if len(live) == 0:
            break
        chosen, gain = _choose(questionnaire, states, live, posteriors[-1][live], manner, rng)
        useful = gain >= manner.rule.least_gain
        live, chosen = live[useful], chosen[useful]
        if len(live) == 0:
            break
        states.ask(live, chosen)
        questions[live] += 1
        after = posteriors[-1].copy()
        after[live] = normalised_rows(states.log_joint[live])
        posteriors.append(after)
    return Trace(cases.true, np.asarray(posteriors), questions)


def _choose(
    questionnaire: Questionnaire,
    states: InterviewStates,
    live: Integers,
    posterior: Floats,
    manner: Manner,
    rng: np.random.Generator,
) -> tuple[Integers, Floats]:
    """Return the chosen column of each live case and the gain of it in bits."""
    answering, rows = manner.answering, np.arange(len(live))
    rates = noisy_rates(questionnaire.rates, answering.wrong)
    gains = information_gain(posterior, rates)
    is_open = states.is_open(live) & questionnaire.askable
    for question in questionnaire.values:
        gains[:, question.column] = states.value_gain(question, live, posterior)
        is_open[:, question.column] = states.is_value_open(question, live)
    if manner.recheck:
        column, gain = states.best_recheck(live, posterior, questionnaire.askable)
        gains[rows, column] = np.where(gain >= 0, gain, gains[rows, column])
        is_open[rows, column] |= gain >= 0
    # Rounded, so that equal questions are taken in their order whoever is asked beside.
    gains = np.where(is_open, np.round((1.0 - answering.unknown) * gains, 12), -1.0)
    scores = _scores(manner.picking, gains, posterior @ rates, rng)
    chosen = scores.argmax(axis=1)
    return chosen, gains.max(axis=1)


def _scores(picking: Picking, gains: Floats, yes: Floats, rng: np.random.Generator) -> Floats:
    if picking is Picking.RANDOM:
        return np.where(gains < 0, -1.0, rng.random(gains.shape))
    if picking is Picking.HALF:
        return np.where(gains < 0, -1.0, 0.5 - np.abs(yes - 0.5))
    return gains
