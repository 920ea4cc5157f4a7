"""Goal QB2: learned weights come near the true rates, and a broken rule is seen to fail."""

import numpy as np
import pytest

from engine.bench.quality.learned_weights import (
    GOALS,
    measure_learned_weights,
    simulated_weights,
    weight_error,
)
from engine.bench.quality.results import GoalVerdict


def test_weights_reach_the_goal_after_30_and_100_outcomes_and_the_sources_rule_does_not() -> None:
    rows = measure_learned_weights(seed=1, relations=2000, repeats=10)
    learned = [row for row in rows if row.goal == "QB2"]
    assert [row.verdict for row in learned] == [GoalVerdict.REACHED] * len(GOALS)
    baseline = [row.figure for row in rows if row.goal == "baseline"]
    assert all(figure > 0.1 for figure in baseline)
    assert baseline[1] > baseline[0]  # more outcomes make it worse


@pytest.mark.parametrize("outcomes", [0, 1, 1000])
def test_a_learned_weight_never_leaves_zero_to_one(outcomes: int) -> None:
    found = simulated_weights(outcomes, 500, np.random.default_rng(3)).counted
    assert found.min() > 0.0
    assert found.max() < 1.0


def test_a_planted_bias_is_seen_in_the_error() -> None:
    true = np.linspace(0.2, 0.8, 1001)
    assert weight_error(true, true) == pytest.approx(0.0, abs=1e-12)
    assert weight_error(true + 0.1, true) == pytest.approx(0.1, abs=1e-12)
