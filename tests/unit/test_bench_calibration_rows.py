"""Goals QB1, QB3 and QB4 on generated interviews whose calibration is known."""

import numpy as np
import pytest

from engine.bench.quality.abstention_rows import answers
from engine.bench.quality.calibration_rows import (
    CalibrationPoint,
    calibration_point,
    honesty_rows,
    reliability_panels,
)
from engine.bench.quality.fault_set_rows import conformal_figures
from engine.bench.quality.interactive import COUNTS, Played
from engine.bench.quality.results import GoalVerdict, QualityRow
from engine.inference.calibration_error import CalibrationFloor
from engine.inference.posterior import Floats
from engine.inference.temperature import tempered

FAULTS = 8
NAME = "generated"


def _posteriors(cases: int, sharpness: float, true: np.ndarray, boast: float, seed: int) -> Floats:
    """Return posteriors of one loud hint per case: calibrated when boast is 1."""
    rng = np.random.default_rng(seed)
    hints = rng.standard_normal((cases, FAULTS))
    hints[np.arange(cases), true] += sharpness
    log_joint = sharpness * hints
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    return tempered(joint / joint.sum(axis=1, keepdims=True), 1.0 / boast)


def _played(cases: int, boast: float = 1.0, counts: int = 4) -> Played:
    true = np.random.default_rng(3).integers(0, FAULTS, cases)
    asked = [
        _posteriors(cases, 0.5 * (count + 1), true, boast, seed=count) for count in range(counts)
    ]
    return Played(
        true=true,
        at_count=np.stack(asked, axis=1),
        at_stop=_posteriors(cases, 3.8, true, boast, seed=99),
        questions=np.full(cases, counts),
    )


@pytest.fixture(scope="module")
def honest() -> Played:
    return _played(600)


@pytest.fixture(scope="module")
def boastful() -> Played:
    return _played(600, boast=2.5)


@pytest.fixture(scope="module")
def honest_rows(honest: Played) -> list[QualityRow]:
    return honesty_rows(honest, NAME, seed=1)


@pytest.fixture(scope="module")
def boastful_rows(boastful: Played) -> list[QualityRow]:
    return honesty_rows(boastful, NAME, seed=1)


def _verdicts(rows: list[QualityRow]) -> set[GoalVerdict | None]:
    return {row.verdict for row in rows}


def test_all_rows_are_those_of_the_three_goals(honest_rows: list[QualityRow]) -> None:
    assert [row.goal for row in honest_rows] == ["QB1"] * 5 + ["QB3"] * 10 + ["QB4"] * 3
    assert all(0 < row.n <= 600 and NAME in row.what for row in honest_rows)


def test_an_honest_engine_reaches_the_goal_at_every_count_and_is_left_alone(
    honest_rows: list[QualityRow],
) -> None:
    rows = [row for row in honest_rows if row.goal == "QB1"]
    assert GoalVerdict.MISSED not in _verdicts(rows)
    assert all("as stated" in row.what for row in rows)
    assert rows[-1].what.startswith("calibration error at the stop")
    assert max(row.figure for row in rows) < 0.015


def test_a_boastful_engine_misses_the_goal_as_stated_and_a_map_from_other_folds_helps(
    boastful_rows: list[QualityRow],
) -> None:
    stated, mapped = [
        row for row in boastful_rows if "floor after 3 questions" in row.what and row.goal == "QB1"
    ]
    assert stated.verdict is GoalVerdict.MISSED
    assert "by other folds'" in mapped.what
    assert stated.figure > 0.1
    assert mapped.figure < 0.02


def test_the_excess_is_the_error_above_the_floor() -> None:
    floor = CalibrationFloor(mean=0.02, low=0.01, high=0.035)
    point = CalibrationPoint("after 3 questions", np.zeros(1), np.zeros(1, bool), 0.03, floor)
    assert point.excess == pytest.approx(0.01)
    assert point.excess_interval == pytest.approx((-0.005, 0.02))


def test_the_interval_of_the_excess_holds_nought_for_honest_engines_about_95_times_of_100() -> None:
    held = 0
    for seed in range(24):
        true = np.random.default_rng(seed).integers(0, FAULTS, 200)
        probabilities = _posteriors(200, 1.0, true, 1.0, seed + 1000)
        low, high = calibration_point("", probabilities, true, seed).excess_interval
        held += low <= 0 <= high
    assert 20 <= held <= 24


def test_conformal_sets_keep_their_level_where_credible_ones_of_a_boastful_engine_do_not(
    boastful_rows: list[QualityRow],
) -> None:
    rows = {row.what: row for row in boastful_rows}
    conformal = rows["coverage of the conformal set after 3 questions, generated"]
    assert conformal.verdict is GoalVerdict.REACHED
    assert rows["coverage of the credible set after 3 questions, generated"].figure < 90
    small = rows["mean size of the conformal set at the stop, generated"]
    assert small.verdict is GoalVerdict.REACHED


def test_a_useless_posterior_still_covers_but_needs_nearly_all_faults() -> None:
    rng = np.random.default_rng(5)
    probabilities = rng.dirichlet(np.ones(FAULTS), 600)
    true = rng.integers(0, FAULTS, 600)
    found = conformal_figures(probabilities, true, seed=1)
    assert found.coverage == pytest.approx(0.95, abs=0.01)
    assert found.size > 0.9 * FAULTS
    assert found.coverage_interval[0] < found.coverage < found.coverage_interval[1]


def test_abstaining_raises_the_share_of_right_answers_to_its_goal(
    honest_rows: list[QualityRow],
) -> None:
    right, answered, without = honest_rows[-3:]
    assert right.figure >= without.figure
    assert right.verdict is GoalVerdict.REACHED
    assert answered.verdict is GoalVerdict.REACHED


def test_scores_that_say_nothing_answer_nothing() -> None:
    rng = np.random.default_rng(8)
    found = answers(rng.random(1000), rng.random(1000) < 0.9, seed=1)
    assert found.answered < 50


def test_the_diagram_shows_five_moments_with_their_outcomes() -> None:
    honest = _played(20, counts=COUNTS + 1)
    panels = reliability_panels(honest)
    assert [panel.title for panel in panels] == [
        "Before the first question",
        "After 3 questions",
        "After 5 questions",
        "After 10 questions",
        "When it stopped asking",
    ]
    assert panels[4].correct.sum() == (honest.at_stop.argmax(axis=1) == honest.true).sum()
    assert (panels[1].confidence == honest.at_count[:, 3].max(axis=1)).all()
