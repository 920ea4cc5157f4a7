"""When an interview should stop, and why.

Rules are tried in this order; the first that applies gives the reason:

1. sure_enough: the most probable hypothesis reaches ``sure``.
2. budget_spent: no question or minute is left.
3. contradiction: an answer is rather wrong than right; ask it again before anything else.
4. nothing_useful_left: the best question tells less than ``least_gain`` bits.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import inf


class StopReason(StrEnum):
    """Why no further question should be asked."""

    SURE_ENOUGH = "sure_enough"
    NOTHING_USEFUL_LEFT = "nothing_useful_left"
    BUDGET_SPENT = "budget_spent"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class StopRule:
    """Limits of an interview.

    Attributes:
        sure: stop when the most probable hypothesis has at least this probability, in (0, 1].
        least_gain: bits; a question below is not worth asking. Each asked answer can be wrong, so
            gains near 0 change nothing but the length (measured: docs/quality.md).
        max_questions: most questions.
        max_minutes: most minutes of tests.
        least_wrong: an answer that was wrong with at least this probability is a contradiction.
    """

    sure: float = 0.95
    least_gain: float = 0.02
    max_questions: int | None = None
    max_minutes: float = inf
    least_wrong: float = 0.5


@dataclass(frozen=True)
class InterviewState:
    """What stopping depends on.

    Attributes:
        top: probability of the most probable hypothesis, unlisted cause included, in [0, 1].
        best_gain: bits of the best question left; 0 when none is left.
        questions: asked so far.
        minutes: spent on tests so far.
        suspect: column of the answer that most probably was wrong, or None.
        suspect_wrong: probability that it was wrong; of an answer that was confirmed by asking
            again, 0.
    """

    top: float
    best_gain: float
    questions: int = 0
    minutes: float = 0.0
    suspect: int | None = None
    suspect_wrong: float = 0.0


@dataclass(frozen=True)
class StopDecision:
    """Whether to stop asking new questions.

    Attributes:
        should_stop: True when no new question should be asked.
        reason: why; None when the interview goes on.
        recheck: column to ask again, with the reason contradiction only.
    """

    should_stop: bool
    reason: StopReason | None = None
    recheck: int | None = None


def decide_stop(rule: StopRule, state: InterviewState) -> StopDecision:
    """Return whether the interview should stop, and the reason."""
    if state.top >= rule.sure:
        return StopDecision(should_stop=True, reason=StopReason.SURE_ENOUGH)
    if _is_budget_spent(rule, state):
        return StopDecision(should_stop=True, reason=StopReason.BUDGET_SPENT)
    if state.suspect is not None and state.suspect_wrong >= rule.least_wrong:
        return StopDecision(
            should_stop=True, reason=StopReason.CONTRADICTION, recheck=state.suspect
        )
    if state.best_gain < rule.least_gain:
        return StopDecision(should_stop=True, reason=StopReason.NOTHING_USEFUL_LEFT)
    return StopDecision(should_stop=False)


def _is_budget_spent(rule: StopRule, state: InterviewState) -> bool:
    too_many = rule.max_questions is not None and state.questions >= rule.max_questions
    return too_many or state.minutes >= rule.max_minutes
