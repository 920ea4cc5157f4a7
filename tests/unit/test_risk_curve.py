"""Risk curves between their points: monotone, within the points, honest where the data end."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.risk_curve import RiskCurve, risk_curve

KM = st.lists(st.integers(0, 400_000), min_size=2, max_size=12, unique=True).map(sorted)
MILEAGE = st.floats(0, 600_000)


@st.composite
def curves(draw: st.DrawFn) -> RiskCurve:
    km = draw(KM)
    risk = draw(st.lists(st.floats(0, 1), min_size=len(km), max_size=len(km)).map(sorted))
    return risk_curve(np.asarray(km, float), np.asarray(risk))


def _curve(*points: tuple[float, float]) -> RiskCurve:
    return risk_curve(np.asarray([km for km, _ in points]), np.asarray([r for _, r in points]))


@given(curves(), MILEAGE, MILEAGE)
def test_more_kilometres_never_mean_less_risk(curve: RiskCurve, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= curve.risk_at(low) <= curve.risk_at(high) + 1e-12
    assert curve.risk_at(high) <= curve.risk[-1]


@given(curves())
def test_every_point_is_kept(curve: RiskCurve) -> None:
    for km, risk in zip(curve.km, curve.risk, strict=True):
        assert curve.risk_at(km) == pytest.approx(risk, abs=1e-9)


@given(curves(), MILEAGE, st.floats(0, 100_000), st.floats(0, 100_000))
def test_the_risk_ahead_is_a_probability_and_grows_with_the_distance(
    curve: RiskCurve, km: float, near: float, far: float
) -> None:
    near, far = sorted((near, far))
    assert -1e-12 <= curve.risk_within(km, near) <= curve.risk_within(km, far) + 1e-12 <= 1.0 + 1e-9


@given(curves(), st.floats(0.01, 0.99))
def test_the_mileage_of_a_risk_is_the_first_that_reaches_it(curve: RiskCurve, risk: float) -> None:
    found = curve.mileage_of(risk)
    if found is None:
        assert curve.risk[-1] < risk
    else:
        assert curve.risk_at(found) >= risk - 1e-9
        assert found < 1.0 or curve.risk_at(found - 1.0) <= risk + 1e-9


def test_the_risk_ahead_counts_only_parts_that_still_hold() -> None:
    curve = _curve((0, 0.0), (100_000, 0.5), (200_000, 0.75))
    assert curve.risk_within(100_000, 100_000) == pytest.approx(0.5)


def test_beyond_the_data_the_risk_is_flat_and_the_hazard_goes_on() -> None:
    curve = _curve((0, 0.0), (100_000, 1 - math.exp(-0.1)), (200_000, 1 - math.exp(-0.3)))
    assert curve.risk_at(500_000) == curve.risk_at(200_000)
    assert curve.risk_within(300_000, 100_000) == pytest.approx(1 - math.exp(-0.2))


def test_a_curve_without_a_start_begins_at_nothing() -> None:
    curve = _curve((50_000, 0.2), (100_000, 0.2))
    assert curve.risk_at(0) == 0.0
    assert curve.risk_at(75_000) == pytest.approx(0.2)
    assert curve.mileage_of(0.3) is None


def test_a_step_in_the_points_does_not_overshoot() -> None:
    curve = _curve((0, 0.0), (50_000, 0.01), (60_000, 0.9), (200_000, 0.9))
    asked = [curve.risk_at(km) for km in range(0, 200_000, 500)]
    assert max(asked) == pytest.approx(0.9)
    assert asked == sorted(asked)
