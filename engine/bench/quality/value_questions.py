"""Questions whose answer is a value, or several: where is the pain, how strong, which colour.

A value question details a yes/no question, its parent. Asked before the parent, its answer says
the parent too ("nowhere"): P(no | h) = 1 - w_h and P(yes with values a | h) = w_h P(a | h, parent
present), w_h being the parent's rate, or 1 once it is known. Exclusive values are one categorical
answer; several values are independent given the hypothesis. A wrong answer (probability eps) is
that of some other patient, which the pooled rate describes.
"""

from dataclasses import dataclass

import numpy as np

from engine.bench.quality.ddxplus import Flags, Integers, Patients, Structure, ValueColumn
from engine.inference.group_information_gain import DrawnAnswers, draw_answers
from engine.inference.information_gain import categorical_information_gain
from engine.inference.posterior import Floats

#: Weight of the value's share over all pathologies beside the counted values, in cases.
POOLED_CASES = 2.0
#: Standard deviation by which a number of a scale counts for its neighbours.
_SCALE_STEP = 1.0
_HALF_COUNT = 0.5  # Jeffreys' prior of one value
#: Answers drawn from each hypothesis to estimate the gain of several values.
_DRAWS = 6


@dataclass(frozen=True)
class ValueQuestion:
    """One value question with what was learned of it.

    Attributes:
        column: of the evidence.
        parent: column of its yes/no question, or None.
        rates: shape (h, v), P(value | hypothesis, parent present); with exclusive values column 0
            is "none of them", and rows sum to 1.
        drawn: answers that estimate the gain of several values; None with exclusive values.
    """

    column: int
    parent: int | None
    rates: Floats
    drawn: DrawnAnswers | None

    def gain(self, posterior: Floats) -> Floats:
        """Return the gain in bits given that the parent is present, shape (n,) for (n, h)."""
        if self.drawn is None:
            return categorical_information_gain(posterior, self.rates)
        return self.drawn.information_gain(posterior)

    def log_likelihood(self, values: Flags) -> Floats:
        """Return log P(values | hypothesis, parent present), shape (n, h), for (n, v) values."""
        if self.drawn is None:
            return np.asarray(_with_none(values) @ np.log(self.rates).T)
        return np.asarray(values @ np.log(self.rates).T + ~values @ np.log1p(-self.rates).T)


def learn_value_questions(
    structure: Structure, patients: Patients, rng: np.random.Generator
) -> tuple[ValueQuestion, ...]:
    """Return the value questions with rates counted on training patients.

    Args:
        structure: of the data set.
        patients: training patients.
        rng: seeded; draws the answers that estimate gains.
    """
    return tuple(
        _learn(one, values, patients, len(structure.faults), rng)
        for one, values in zip(structure.values, patients.values, strict=True)
    )


def _learn(
    one: ValueColumn, values: Flags, patients: Patients, faults: int, rng: np.random.Generator
) -> ValueQuestion:
    asked = patients.present[:, one.column if one.parent is None else one.parent]
    answers = _with_none(values) if one.exclusive else values.astype(np.float64)
    if one.exclusive and one.ordinal:
        answers = answers @ _neighbour_weights(answers.shape[1])
    rates = _pooled(answers[asked], patients.true[asked], faults)
    if one.exclusive:
        return ValueQuestion(one.column, one.parent, rates / rates.sum(1, keepdims=True), None)
    return ValueQuestion(one.column, one.parent, rates, draw_answers(rates, _DRAWS, rng))


def _pooled(answers: Floats, true: Integers, faults: int) -> Floats:
    """Return (count + k overall) / (cases + k) per hypothesis; unlisted ones have the overall."""
    overall = (answers.sum(0) + _HALF_COUNT) / (len(answers) + 1.0)
    counts = np.zeros((faults, answers.shape[1]))
    np.add.at(counts, true, answers)
    cases = np.bincount(true, minlength=faults)[:, None]
    rates = (counts + POOLED_CASES * overall) / (cases + POOLED_CASES)
    return np.vstack([rates, overall, overall])


def _with_none(values: Flags) -> Floats:
    """Put "none of them" before the values."""
    return np.concatenate([~values.any(1, keepdims=True), values], axis=1).astype(np.float64)


def _neighbour_weights(size: int) -> Floats:
    steps = np.arange(size)
    weights = np.exp(-0.5 * ((steps[:, None] - steps) / _SCALE_STEP) ** 2)
    return np.asarray(weights / weights.sum(1, keepdims=True))
