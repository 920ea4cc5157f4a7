from dataclasses import replace

import pytest

from engine.inference.stopping import (
    InterviewState,
    StopDecision,
    StopReason,
    StopRule,
    decide_stop,
)

RULE = StopRule(sure=0.9, least_gain=0.02, max_questions=8, max_minutes=30.0)
OPEN = InterviewState(top=0.6, best_gain=0.4, questions=3, minutes=5.0)


def test_an_interview_with_a_useful_question_and_room_goes_on() -> None:
    assert decide_stop(RULE, OPEN) == StopDecision(should_stop=False)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (replace(OPEN, top=0.9), StopReason.SURE_ENOUGH),
        (replace(OPEN, best_gain=0.019), StopReason.NOTHING_USEFUL_LEFT),
        (replace(OPEN, questions=8), StopReason.BUDGET_SPENT),
        (replace(OPEN, minutes=30.0), StopReason.BUDGET_SPENT),
        (replace(OPEN, suspect=4, suspect_wrong=0.5), StopReason.CONTRADICTION),
    ],
)
def test_each_limit_stops_with_its_own_reason(state: InterviewState, reason: StopReason) -> None:
    decision = decide_stop(RULE, state)
    assert decision.should_stop
    assert decision.reason is reason


def test_a_contradiction_names_the_answer_to_ask_again() -> None:
    state = replace(OPEN, suspect=4, suspect_wrong=0.7)
    assert decide_stop(RULE, state).recheck == 4


def test_a_suspect_that_is_probably_right_does_not_stop() -> None:
    assert not decide_stop(RULE, replace(OPEN, suspect=4, suspect_wrong=0.49)).should_stop


def test_without_budget_there_is_no_recheck_and_sure_is_sure() -> None:
    state = replace(OPEN, suspect=4, suspect_wrong=0.7, questions=8)
    assert decide_stop(RULE, state) == StopDecision(
        should_stop=True, reason=StopReason.BUDGET_SPENT
    )
    assert decide_stop(RULE, replace(state, top=0.95)).reason is StopReason.SURE_ENOUGH


def test_a_contradiction_comes_before_nothing_useful_left() -> None:
    state = replace(OPEN, suspect=4, suspect_wrong=0.7, best_gain=0.0)
    assert decide_stop(RULE, state).reason is StopReason.CONTRADICTION
