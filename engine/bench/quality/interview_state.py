"""What is known in each of many interviews: answers so far, and what they make of the posterior."""

import numpy as np

from engine.bench.quality.ddxplus import Flags, Integers
from engine.bench.quality.interview_cases import Answering, Cases
from engine.bench.quality.value_questions import ValueQuestion
from engine.inference.answer_noise import (
    answers_log_likelihood,
    repeat_rates,
    wrong_given_hypothesis,
)
from engine.inference.information_gain import binary_entropy
from engine.inference.posterior import EPSILON, Floats

_YES = np.ones(1, dtype=bool)


class InterviewStates:
    """The state of n interviews; asking changes it.

    Of a yes/no question only the net count matters, answers "yes" minus answers "no": a yes and a
    no cancel, as the likelihood does, and the question is open again.
    """

    def __init__(
        self,
        rates: Floats,
        values: tuple[ValueQuestion, ...],
        cases: Cases,
        answering: Answering,
        rng: np.random.Generator,
    ) -> None:
        """Start with what each case comes with.

        Args:
            rates: shape (h, o), in (0, 1).
            values: value questions, in the order of the cases' values.
            cases: with their true answers.
            answering: how they answer.
            rng: seeded.
        """
        self.log_joint = cases.start.copy()
        self._rates = rates
        self._cases = cases
        self._answering = answering
        self._rng = rng
        self._net = np.zeros(cases.present.shape, dtype=int)
        self._is_closed = np.zeros(cases.present.shape, dtype=bool)
        self._is_closed[np.arange(len(cases.true)), cases.first] = True
        #: 1 known present, -1 known absent, 0 open; what a case comes with is known for certain.
        self._certain = self._is_closed.astype(int)
        self._question_of = {one.column: at for at, one in enumerate(values)}
        self._values = values
        share = np.exp(cases.start - cases.start.max(axis=1, keepdims=True))
        self._pool = (share / share.sum(axis=1, keepdims=True)).mean(axis=0)

    def is_open(self, live: Integers) -> Flags:
        """Return which yes/no questions are not answered yet, shape (len(live), o)."""
        return np.asarray((self._net[live] == 0) & ~self._is_closed[live])

    def is_value_open(self, question: ValueQuestion, live: Integers) -> Flags:
        """Return whether a value question can be asked, shape (len(live),)."""
        is_asked = self._is_closed[live, question.column]
        return np.asarray(~is_asked & (self._parent_state(question, live) >= 0))

    def value_gain(self, question: ValueQuestion, live: Integers, posterior: Floats) -> Floats:
        """Return the gain of a value question in bits, that of its parent included.

        By the chain rule: gain of the parent, plus P(parent present) times the gain of the values
        among those hypotheses.
        """
        parent = self._parent_rates(question, live)
        joint = posterior * parent
        is_present = np.maximum(joint.sum(axis=1), EPSILON)
        told = binary_entropy(np.minimum(is_present, 1.0))
        told = told - (posterior * binary_entropy(parent)).sum(axis=1)
        gain = np.maximum(told, 0.0) + is_present * question.gain(joint / is_present[:, None])
        return np.asarray((1.0 - self._answering.wrong) * gain)

    def best_recheck(
        self, live: Integers, posterior: Floats, askable: Flags
    ) -> tuple[Integers, Floats]:
        """Return the answer that most probably was wrong, and the bits of asking it again.

        An answer is asked again until two more say the same than say the opposite.
        """
        net, wrong = self._net[live], self._answering.wrong
        yes = posterior @ wrong_given_hypothesis(self._rates, _YES, wrong)
        no = posterior @ wrong_given_hypothesis(self._rates, ~_YES, wrong)
        may_repeat = (np.abs(net) == 1) & askable & ~self._is_closed[live]
        suspect = np.where(may_repeat, np.where(net > 0, yes, no), -1.0).argmax(axis=1)
        rows = np.arange(len(live))
        ones = np.clip(net[rows, suspect], 0, None)[:, None]
        twos = np.clip(-net[rows, suspect], 0, None)[:, None]
        again = repeat_rates(self._rates[:, suspect].T, ones, twos, max(wrong, EPSILON))
        gain = binary_entropy((posterior * again).sum(axis=1))
        gain = gain - (posterior * binary_entropy(again)).sum(axis=1)
        return suspect, np.where(may_repeat[rows, suspect], gain, -1.0)

    def ask(self, live: Integers, columns: Integers) -> None:
        """Ask each live case its question, and take the answer into the posterior."""
        knows = self._rng.random(len(live)) >= self._answering.unknown
        self._is_closed[live[~knows], columns[~knows]] = True
        is_wrong = self._rng.random(len(live)) < self._answering.wrong
        donor = self._rng.integers(0, len(self._cases.true), len(live))
        source = np.where(is_wrong, donor, live)
        for column in np.unique(columns[knows]):
            asked = knows & (columns == column)
            if column in self._question_of:
                self._take_values(self._question_of[column], live[asked], source[asked])
            else:
                present = self._cases.present[live[asked], column] ^ is_wrong[asked]
                self._take_yes_or_no(column, live[asked], present)

    def _take_yes_or_no(self, column: int, live: Integers, present: Flags) -> None:
        before = self._net[live, column]
        self._net[live, column] += np.where(present, 1, -1)
        self.log_joint[live] += self._log_likelihood(column, self._net[live, column])
        self.log_joint[live] -= self._log_likelihood(column, before)

    def _log_likelihood(self, column: int, net: Integers) -> Floats:
        yes, no = np.clip(net, 0, None)[:, None], np.clip(-net, 0, None)[:, None]
        rates = np.broadcast_to(self._rates[:, column], (len(net), len(self._rates)))
        return answers_log_likelihood(rates, yes, no, self._answering.wrong)

    def _take_values(self, at: int, live: Integers, source: Integers) -> None:
        """Take the answers of the sources, each live case's own one or a donor's."""
        question = self._values[at]
        parent = self._parent_rates(question, live)
        values = question.log_likelihood(self._cases.values[at][source])
        is_present = np.ones(len(live), dtype=bool)
        if question.parent is not None:
            is_present = self._cases.present[source, question.parent]
            self._certain[live, question.parent] = np.where(is_present, 1, -1)
            self._is_closed[live, question.parent] = True
        log_right = np.where(
            is_present[:, None], np.log(parent) + values, np.log1p(-np.minimum(parent, 1 - EPSILON))
        )
        self.log_joint[live] += self._with_noise(question, log_right, values, is_present)
        self._is_closed[live, question.column] = True

    def _with_noise(
        self, question: ValueQuestion, log_right: Floats, values: Floats, is_present: Flags
    ) -> Floats:
        """Return log((1 - eps) P(answer | h) + eps P(answer of anybody))."""
        wrong = self._answering.wrong
        if wrong == 0.0:
            return log_right
        parent = np.ones(len(self._rates))
        if question.parent is not None:
            parent = self._rates[:, question.parent]
        top = values.max(axis=1, keepdims=True)
        told = np.log((np.exp(values - top) * (parent * self._pool)).sum(axis=1)) + top[:, 0]
        denied = np.log(max(1.0 - float(parent @ self._pool), EPSILON))
        anybody = np.where(is_present, told, denied)[:, None]
        return np.asarray(np.logaddexp(np.log1p(-wrong) + log_right, np.log(wrong) + anybody))

    def _parent_state(self, question: ValueQuestion, live: Integers) -> Integers:
        """Return 1 where the parent is said to be present, -1 where denied, 0 where open."""
        if question.parent is None:
            return np.ones(len(live), dtype=int)
        certain, net = self._certain[live, question.parent], self._net[live, question.parent]
        return np.asarray(np.where(certain != 0, certain, np.sign(net)))

    def _parent_rates(self, question: ValueQuestion, live: Integers) -> Floats:
        """Return P(parent present | hypothesis, what was said of it), shape (len(live), h)."""
        if question.parent is None:
            return np.ones((len(live), len(self._rates)))
        rates = np.broadcast_to(self._rates[:, question.parent], (len(live), len(self._rates)))
        wrong = self._answering.wrong
        net = self._net[live, question.parent][:, None]
        if wrong > 0.0:
            said = rates * (1 - wrong) ** net
            rates = said / (said + (1 - rates) * wrong**net)
        else:
            rates = np.where(net > 0, 1.0, rates)
        certain = self._certain[live, question.parent][:, None]
        return np.asarray(np.where(certain > 0, 1.0, rates))
