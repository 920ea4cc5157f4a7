"""The formulas of workflow 3 against hand-computed cases, and what never breaks (EFI 4.2, E4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cards.metrics import (
    Metrics,
    Repair,
    confidence_change,
    counted,
    effectiveness,
    withdrawn,
)
from graph.vocabulary_records import ConfidenceLevel, ResolutionOutcome

SUCCESS = ResolutionOutcome.SUCCESS


@pytest.mark.parametrize(
    ("success", "usage", "expected"),
    [
        (0, 0, 0.5),  # never used
        (1, 1, 1.0),  # 1 + .01, held at 1
        (0, 1, 0.01),  # 0 + .01
        (1, 2, 0.52),  # .5 + .02
        (3, 4, 0.79),  # .75 + .04
        (5, 10, 0.6),  # .5 + .1
        (5, 20, 0.35),  # .25 + .1: the bonus ends at .1
        (95, 100, 1.0),  # .95 + .1, held at 1
        (0, 1000, 0.1),
        (1, 3, 0.363333333333),  # 1/3 + .03
    ],
)
def test_effectiveness(success: int, usage: int, expected: float) -> None:
    assert effectiveness(success, usage) == expected


@pytest.mark.parametrize(
    ("confidence", "level"),
    [
        (0.0, ConfidenceLevel.LOW),
        (0.39, ConfidenceLevel.LOW),
        (0.4, ConfidenceLevel.MEDIUM),
        (0.69, ConfidenceLevel.MEDIUM),
        (0.7, ConfidenceLevel.HIGH),
        (0.89, ConfidenceLevel.HIGH),
        (0.9, ConfidenceLevel.VERIFIED),
        (1.0, ConfidenceLevel.VERIFIED),
    ],
)
def test_levels(confidence: float, level: ConfidenceLevel) -> None:
    assert Metrics(confidence=confidence).level is level


@pytest.mark.parametrize(
    ("before", "is_success", "after", "change"),
    [
        (Metrics(), True, Metrics(1, 1, 0, 0.51), 0.01),
        (Metrics(), False, Metrics(1, 0, 1, 0.48), -0.02),
        (Metrics(4, 3, 1, 0.995), True, Metrics(5, 4, 1, 1.0), 0.005),
        (Metrics(4, 3, 1, 1.0), True, Metrics(5, 4, 1, 1.0), 0.0),
        (Metrics(4, 1, 3, 0.01), False, Metrics(5, 1, 4, 0.0), -0.01),
        (Metrics(4, 1, 3, 0.0), False, Metrics(5, 1, 4, 0.0), 0.0),
        (Metrics(9, 9, 0, 0.39), True, Metrics(10, 10, 0, 0.4), 0.01),
        (Metrics(confidence=0.3), True, Metrics(1, 1, 0, 0.31), 0.01),
    ],
)
def test_one_more_use(before: Metrics, is_success: bool, after: Metrics, change: float) -> None:
    found = counted(before, is_success=is_success)
    assert found == after
    assert confidence_change(before, found) == change


def test_ten_successes_reach_a_level_exactly() -> None:
    metrics = Metrics(confidence=0.3)
    for _ in range(10):
        metrics = counted(metrics, is_success=True)
    assert (metrics.confidence, metrics.level) == (0.4, ConfidenceLevel.MEDIUM)


@pytest.mark.parametrize(
    ("repair", "is_success"),
    [
        (Repair(SUCCESS), True),
        (Repair(SUCCESS, satisfaction=3), True),
        (Repair(SUCCESS, satisfaction=2), False),
        (Repair(SUCCESS, new_issue=True), False),
        (Repair(SUCCESS, revisit=True), False),
        (Repair(ResolutionOutcome.PARTIAL, satisfaction=5), False),
        (Repair(ResolutionOutcome.FAILED), False),
        (Repair(ResolutionOutcome.ESCALATED), False),
        (Repair(None), False),
    ],
)
def test_what_a_success_is(repair: Repair, is_success: bool) -> None:
    assert repair.is_success is is_success


@given(st.lists(st.booleans(), max_size=300), st.floats(0, 1))
def test_figures_never_leave_their_range(outcomes: list[bool], start: float) -> None:
    metrics = Metrics(confidence=start)
    for is_success in outcomes:
        metrics = counted(metrics, is_success=is_success)
        assert 0.0 <= metrics.confidence <= 1.0
        assert 0.0 <= metrics.effectiveness <= 1.0
    assert metrics.usage == metrics.success + metrics.failure == len(outcomes)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 100), st.booleans())
def test_a_withdrawn_use_leaves_no_trace(
    success: int, failure: int, percent: int, is_success: bool
) -> None:
    before = Metrics(success + failure, success, failure, percent / 100)
    after = counted(before, is_success=is_success)
    change = confidence_change(before, after)
    assert withdrawn(after, was_success=is_success, change=change) == before


@given(st.integers(-5, 5), st.floats(-1, 1), st.booleans())
def test_a_withdrawal_never_leaves_the_range(extra: int, change: float, was_success: bool) -> None:
    found = withdrawn(Metrics(max(extra, 0)), was_success=was_success, change=change)
    assert min(found.usage, found.success, found.failure) >= 0
    assert 0.0 <= found.confidence <= 1.0
