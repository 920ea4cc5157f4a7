"""Risk curves as prior ratios: the slope counts, never the level."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.hazard import MOST_RATIO, hazard_ratio

KM = np.asarray([0.0, 100_000.0, 200_000.0])


def _ratio(mileage_km: float, *risk: float) -> float:
    return hazard_ratio(mileage_km, KM, np.asarray(risk))


def test_a_constant_hazard_changes_nothing_however_high_the_risk_is() -> None:
    assert _ratio(150_000, 0.0, 1 - np.exp(-1.0), 1 - np.exp(-2.0)) == pytest.approx(1.0)


def test_the_piece_that_rises_faster_lifts_the_prior_by_the_ratio_of_hazards() -> None:
    late = 0.0, 1 - np.exp(-0.1), 1 - np.exp(-0.4)  # cumulative hazard .1 then .3: mean .2
    assert _ratio(50_000, *late) == pytest.approx(0.5)
    assert _ratio(150_000, *late) == pytest.approx(1.5)
    assert _ratio(900_000, *late) == pytest.approx(1.5)


def test_a_curve_that_never_rises_or_has_one_point_says_nothing() -> None:
    assert _ratio(50_000, 0.3, 0.3, 0.3) == 1.0
    assert hazard_ratio(50_000, np.asarray([1000.0]), np.asarray([0.5])) == 1.0
    assert hazard_ratio(50_000, np.asarray([]), np.asarray([])) == 1.0


@given(
    st.floats(0, 1_000_000),
    st.lists(st.floats(0, 1), min_size=2, max_size=6),
    st.lists(st.floats(0, 300_000), min_size=6, max_size=6),
)
def test_any_curve_gives_a_bounded_finite_ratio(
    mileage_km: float, risk: list[float], km: list[float]
) -> None:
    ratio = hazard_ratio(mileage_km, np.sort(km[: len(risk)]), np.sort(risk))
    assert 1 / MOST_RATIO <= ratio <= MOST_RATIO


def test_a_curve_counts_as_far_as_it_is_trusted() -> None:
    full = hazard_ratio(150_000, KM, np.asarray([0.0, 0.1, 0.5][: len(KM)]))
    half = hazard_ratio(150_000, KM, np.asarray([0.0, 0.1, 0.5][: len(KM)]), trust=0.5)
    none = hazard_ratio(150_000, KM, np.asarray([0.0, 0.1, 0.5][: len(KM)]), trust=0.0)
    assert half == pytest.approx(full**0.5)
    assert none == 1.0
