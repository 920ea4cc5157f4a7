"""Which question to ask next, what its answers would do, and whether to ask on at all.

A question is worth the bits that its answer is expected to tell, per minute that it takes: bits
per effort, with effort = five minutes' worth of attention for every question + its minutes + its
price in minutes of labour. Where the number of questions is limited, bits alone count. A test that
shows several observables is worth their joint gain, and is proposed once, by its most telling
observable. Questions that tell less than the stop rule's least gain are not proposed. What an
answer saves of the expected cost of repair is shown beside it
(`engine.inference.observation_cost`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cypher.rows.diagnosis import ObservedFinding
from engine.asking import QUESTION_MINUTES, Asking, open_qualifiers
from engine.budget import Budget
from engine.inference.answer_noise import (
    conflicting_answers,
    noisy_rates,
    wrong_answer_probability,
)
from engine.inference.group_information_gain import EXACT_COLUMNS, group_information_gain
from engine.inference.information_gain import (
    categorical_information_gain,
    noisy_information_gain,
)
from engine.inference.posterior import EPSILON, Floats, normalise
from engine.inference.stopping import InterviewState, StopReason, StopRule, decide_stop
from engine.qualifiers import value_shares
from engine.turn import Turn
from engine.verdict import Outlook, QuestionAnswer, StopAnswer
from graph.vocabulary import TestSkill

#: Slips of the one who answers, on top of what the weights contain already.
WRONG_ANSWER = 0.01
#: A finding is asked again when it is clearly rather a slip than anything else.
LEAST_WRONG = 0.7


class Worth(Protocol):
    """What questions save of the expected cost of repair."""

    def __call__(self, rates: Floats, cost_eur: Floats, /) -> Floats | None:
        """Return EUR saved by each question, or None when no repair is known.

        Args:
            rates: shape (f + 2, q), P(present | hypothesis).
            cost_eur: shape (q,), what asking costs.
        """


@dataclass(frozen=True)
class AskingRules:
    """How to choose.

    Attributes:
        stop: when to stop.
        hourly_rate_eur: turns minutes into money and back.
        attention_minutes: what any question costs beside its test, as if it took so long: an
            estimate; ADR 12 has what it trades.
        shown: how many questions to propose.
    """

    stop: StopRule = field(default_factory=lambda: StopRule(least_wrong=LEAST_WRONG))
    hourly_rate_eur: float = 70.0
    attention_minutes: float = 5.0
    shown: int = 5


@dataclass(frozen=True)
class _Effort:
    """What a question takes, in minutes; with ``counts_alone`` each takes the same."""

    rules: AskingRules
    counts_alone: bool

    def of(self, minutes: float, cost_eur: float) -> float:
        """Return the effort of a question of so many minutes and so much money."""
        if self.counts_alone:
            return self.rules.attention_minutes
        priced = cost_eur * 60.0 / self.rules.hourly_rate_eur
        return self.rules.attention_minutes + minutes + priced


@dataclass(frozen=True)
class _Scored:
    """A question with its value in bits per minute of effort."""

    answer: QuestionAnswer
    score: float


def next_questions(
    turn: Turn, ways: Sequence[Asking], budget: Budget, rules: AskingRules, worth: Worth
) -> tuple[QuestionAnswer, ...]:
    """Return the most valuable questions, best first, ties by id.

    Args:
        turn: what is inferred from.
        ways: what can be asked within the budget.
        budget: what may be spent.
        rules: how to choose.
        worth: what questions save of the expected cost of repair.
    """
    costs = _Effort(rules, counts_alone=budget.max_questions is not None)
    scored = _observables(turn, ways, costs, worth)
    if budget.allows(TestSkill.COUNTER.value, QUESTION_MINUTES):
        scored += _circumstances(turn, costs)
    useful = [item for item in scored if item.answer.test_gain_bits >= rules.stop.least_gain]
    useful.sort(
        key=lambda item: (-item.score, item.answer.observable_id, item.answer.taxonomy or "")
    )
    return tuple(item.answer for item in useful[: rules.shown])


def stop_answer(
    turn: Turn,
    budget: Budget,
    rules: AskingRules,
    questions: Sequence[QuestionAnswer],
    *,
    are_several_likely: bool = False,
) -> StopAnswer:
    """Return whether to stop asking, why, and which findings to check again.

    Args:
        turn: what is inferred from.
        budget: what is left of it.
        rules: when to stop.
        questions: the best ones.
        are_several_likely: several faults together explain the findings best; then what one fault
            leaves unexplained contradicts nothing.
    """
    wrong = [] if are_several_likely else suspects(turn)
    worst = max(wrong, key=lambda item: item[1], default=(None, 0.0))
    column = None if worst[0] is None else turn.network.column_of[worst[0]]
    decision = decide_stop(
        StopRule(
            sure=rules.stop.sure,
            least_gain=rules.stop.least_gain,
            max_questions=0 if budget.is_spent else None,
            least_wrong=rules.stop.least_wrong,
        ),
        InterviewState(
            top=max([*turn.posterior.faults.tolist(), turn.posterior.unlisted]),
            best_gain=max((item.test_gain_bits for item in questions), default=0.0),
            suspect=column,
            suspect_wrong=worst[1],
        ),
    )
    recheck = tuple(key for key, probability in wrong if probability >= rules.stop.least_wrong)
    reason = decision.reason.value if decision.reason else None
    shown = recheck if decision.reason is StopReason.CONTRADICTION else ()
    return StopAnswer(decision.should_stop, reason, shown)


def suspects(turn: Turn) -> list[tuple[str, float]]:
    """Return (observable, P(its answer was wrong | all answers)), the most suspect first."""
    if not turn.findings:
        return []
    network, present = turn.findings_network, np.asarray(turn.present)
    rates = network.hypothesis_rates
    noisy = noisy_rates(np.clip(rates, EPSILON, 1.0 - EPSILON), WRONG_ANSWER)
    likelihood = np.log(np.where(present, noisy, 1.0 - noisy)).sum(axis=1)
    belief = normalise(network.prior.log_masses() + likelihood)
    wrong = wrong_answer_probability(belief, rates, present, WRONG_ANSWER)
    order = conflicting_answers(wrong, least=0.0)
    return [(turn.findings[at].id, float(wrong[at])) for at in order]


def _observables(turn: Turn, ways: Sequence[Asking], costs: _Effort, worth: Worth) -> list[_Scored]:
    if not ways:
        return []
    rates = noisy_rates(turn.network.hypothesis_rates, WRONG_ANSWER)
    gains = noisy_information_gain(
        turn.probabilities, turn.network.hypothesis_rates, wrong=WRONG_ANSWER
    )
    joint = [_joint_gain(turn, way, rates, gains) for way in ways]
    # Rounded, so that equal questions are ordered by id and not by the last bit of a sum.
    scores = np.round(
        [gain / costs.of(way.minutes, way.cost_eur) for gain, way in zip(joint, ways, strict=True)],
        12,
    )
    chosen = _one_per_test(ways, np.argsort(-scores, kind="stable"), gains, 2 * costs.rules.shown)
    asked = [ways[at] for at in chosen]
    prices = np.asarray([way.price_eur(costs.rules.hourly_rate_eur) for way in asked])
    saved = worth(rates[:, [way.column for way in asked]], prices)
    return [
        _Scored(
            _question(
                turn,
                ways[at],
                rates[:, ways[at].column],
                gains=(float(gains[ways[at].column]), joint[at]),
                worth_eur=None if saved is None else float(saved[place]),
            ),
            float(scores[at]),
        )
        for place, at in enumerate(chosen)
    ]


def _joint_gain(turn: Turn, way: Asking, rates: Floats, gains: Floats) -> float:
    """Return what the whole test tells: the joint gain of its most telling observables."""
    if not way.is_whole_test:
        return float(gains[way.column])
    columns = sorted([way.column, *way.also], key=lambda column: (-gains[column], column))
    return float(group_information_gain(turn.probabilities, rates[:, columns[:EXACT_COLUMNS]]))


def _one_per_test(
    ways: Sequence[Asking], order: Sequence[int] | NDArray[np.int_], gains: Floats, most: int
) -> list[int]:
    """Return the best ways, each test once, by the observable that tells most."""
    chosen: dict[str, int] = {}
    for at in order:
        way = ways[at]
        key = way.test.id if way.test and way.is_whole_test else f"column {way.column}"
        if key not in chosen:
            if len(chosen) == most:
                break
            chosen[key] = int(at)
        elif gains[way.column] > gains[ways[chosen[key]].column]:
            chosen[key] = int(at)
    return list(chosen.values())


def _question(
    turn: Turn,
    way: Asking,
    rates: Floats,
    *,
    gains: tuple[float, float],
    worth_eur: float | None,
) -> QuestionAnswer:
    names = turn.network.observable_ids
    return QuestionAnswer(
        observable_id=names[way.column],
        taxonomy=None,
        information_gain_bits=gains[0],
        test_gain_bits=gains[1],
        worth_eur=worth_eur,
        minutes=way.minutes,
        cost_eur=way.cost_eur,
        skill=way.skill,
        test_id=way.test.id if way.test else None,
        also_reveals=tuple(names[column] for column in way.also),
        outlooks=(
            _outlook(turn, "present", rates),
            _outlook(turn, "absent", 1.0 - rates),
        ),
    )


def _circumstances(turn: Turn, costs: _Effort) -> list[_Scored]:
    found = []
    for finding, taxonomy, values in open_qualifiers(turn):
        shares = value_shares(turn.network.fault_ids, finding, taxonomy, values)
        gain = float(categorical_information_gain(turn.probabilities, shares))
        found.append(
            _Scored(
                _circumstance(turn, finding, taxonomy, values, shares, gain),
                gain / costs.of(QUESTION_MINUTES, 0.0),
            )
        )
    return found


def _circumstance(
    turn: Turn,
    finding: ObservedFinding,
    taxonomy: str,
    values: Sequence[str],
    shares: Floats,
    gain: float,
) -> QuestionAnswer:
    return QuestionAnswer(
        observable_id=finding.id,
        taxonomy=taxonomy,
        information_gain_bits=gain,
        test_gain_bits=gain,
        worth_eur=None,
        minutes=QUESTION_MINUTES,
        cost_eur=0.0,
        skill=TestSkill.COUNTER.value,
        test_id=None,
        also_reveals=(),
        outlooks=tuple(_outlook(turn, value, shares[:, at]) for at, value in enumerate(values)),
    )


def _outlook(turn: Turn, answer: str, likelihood: Floats) -> Outlook:
    """Return what an answer of this likelihood, shape (f + 2,), would do."""
    joint = turn.probabilities * likelihood
    total = float(joint.sum())
    if total <= 0.0 or len(joint) == 2:  # noqa: PLR2004 - no fault was read
        return Outlook(answer, total, None, 0.0)
    first = int(joint[:-2].argmax())
    return Outlook(answer, total, turn.network.fault_ids[first], float(joint[first]) / total)
