"""When no fault is named, and how the threshold is chosen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.abstention import (
    AbstentionReason,
    AbstentionRule,
    abstention_reason,
    choose_threshold,
    first_and_margin,
    lower_limit,
)

RULE = AbstentionRule(findings=2, probability=0.5, margin=0.1)


@pytest.mark.parametrize(
    ("posterior", "findings", "expected"),
    [
        ([0.9, 0.05, 0.05], 1, AbstentionReason.TOO_LITTLE_EVIDENCE),
        ([0.4, 0.3, 0.3], 2, AbstentionReason.NOT_SURE_ENOUGH),
        ([0.52, 0.45, 0.03], 2, AbstentionReason.TOO_CLOSE),
        ([0.5, 0.25, 0.25], 2, None),
    ],
)
def test_each_floor_gives_its_reason(
    posterior: list[float], findings: int, expected: AbstentionReason | None
) -> None:
    assert abstention_reason(RULE, np.asarray(posterior), findings) is expected


def test_a_rule_of_zeros_always_answers() -> None:
    assert abstention_reason(AbstentionRule(), np.asarray([0.5, 0.5]), 0) is None


def test_the_margin_is_the_distance_to_the_second() -> None:
    first, margin = first_and_margin(np.asarray([[0.2, 0.5, 0.3], [0.0, 1.0, 0.0]]))
    assert first == pytest.approx([0.5, 1.0])
    assert margin == pytest.approx([0.2, 1.0])


def test_without_caution_the_share_itself_is_held_against_the_target() -> None:
    scores = np.linspace(1.0, 0.0, 200)
    correct = np.ones(200, bool)
    correct[[120, 130, 199]] = False
    # 2 wrong of 199 is 1.005 %, 1 wrong of 130 is 0.77 %.
    assert choose_threshold(scores, correct, 0.99, caution=0.0) == scores[129]


def test_the_lower_limit_is_that_of_wilson() -> None:
    limit = lower_limit(np.asarray([95]), np.asarray([100]), 1.959964)
    assert limit == pytest.approx([0.888250], abs=1e-5)


def test_caution_answers_less() -> None:
    scores = np.linspace(1.0, 0.0, 400)
    correct = np.ones(400, bool)
    correct[[100, 200, 300]] = False
    bold = choose_threshold(scores, correct, 0.99, caution=0.0)
    careful = choose_threshold(scores, correct, 0.99, caution=1.0)
    assert bold == scores[-1]
    assert careful == scores[99]


def test_too_few_cases_never_prove_the_target() -> None:
    # All right: the limit is 1 / (1 + caution² / n), so 0.25 · 99 cases are needed.
    assert choose_threshold(np.linspace(1, 0, 24), np.ones(24, bool), 0.99) is None
    assert choose_threshold(np.linspace(1, 0, 25), np.ones(25, bool), 0.99) == 0.0
    assert choose_threshold(np.zeros(0), np.zeros(0, bool), 0.99) is None


def test_cases_of_equal_score_are_answered_together_or_not_at_all() -> None:
    scores = np.asarray([0.9] * 150 + [0.8] * 50)
    correct = np.asarray([True] * 180 + [False] * 20)
    assert choose_threshold(scores, correct, 0.99) == 0.9


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200))
def test_what_is_answered_is_above_the_target_where_it_was_chosen(
    cases: list[tuple[float, bool]],
) -> None:
    scores = np.asarray([score for score, _ in cases])
    correct = np.asarray([right for _, right in cases])
    threshold = choose_threshold(scores, correct, 0.9)
    if threshold is not None:
        answered = scores >= threshold
        assert correct[answered].mean() >= 0.9


def test_on_unseen_cases_the_target_holds_on_average() -> None:
    rng = np.random.default_rng(5)
    shares, answered = [], []
    for _ in range(200):
        scores = rng.beta(8, 1, 2000)
        correct = rng.random(2000) < scores
        threshold = choose_threshold(scores[:1000], correct[:1000], 0.95)
        assert threshold is not None
        given_answers = scores[1000:] >= threshold
        shares.append(correct[1000:][given_answers].mean())
        answered.append(given_answers.mean())
    assert 0.95 <= np.mean(shares) < 0.965
    assert np.mean(answered) > 0.5
