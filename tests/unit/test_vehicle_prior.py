"""Priors for one vehicle: a recurring fault's odds change by its multiplier, exactly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.rows.diagnosis import TraceEvidenceRow
from engine.inference.posterior import Evidence, posterior
from engine.vehicle import RecognisedVehicle
from engine.vehicle_prior import recurring_factors, vehicle_prior
from engine.verdict import RecurringFactor
from graph.pooling import POOLING_CASES
from tests.builders.turn import Affects, evidence_row

_RATES = st.lists(st.floats(1e-4, 0.9), min_size=1, max_size=8)


def row(
    rates: dict[str, float],
    unlisted: float = 0.1,
    unread: tuple[float, ...] = (),
    affects: tuple[Affects, ...] = (),
    exposure: tuple[tuple[str, float], ...] = (),
) -> TraceEvidenceRow:
    """Return a read of some faults, with the stored sum over all of them."""
    mass = sum(rates.values()) + sum(unread)
    return evidence_row(
        rates,
        unlisted=unlisted,
        mass=mass,
        count=len(rates) + len(unread),
        affects=affects,
        exposure=exposure,
    )


def lifted(**multipliers: float) -> dict[str, tuple[RecurringFactor, ...]]:
    """Return one factor for each fault."""
    return {key: (RecurringFactor("model.x", m),) for key, m in multipliers.items()}


def probabilities(
    read: TraceEvidenceRow, factors: dict[str, tuple[RecurringFactor, ...]]
) -> np.ndarray:
    """Return the normalised prior of the read faults, the others and the unlisted cause."""
    ids = [key for key, *_ in read.faults]
    return np.exp(vehicle_prior(read, ids, factors).log_masses())


def test_the_reviewed_example_lifts_the_odds_by_the_whole_multiplier() -> None:
    read = row({"a": 0.2, "b": 0.8})
    assert probabilities(read, {}) == pytest.approx([0.18, 0.72, 0.0, 0.1], abs=1e-15)
    total = 0.18 * 2.67 + 0.72 + 0.1
    expected = [0.18 * 2.67 / total, 0.72 / total, 0.0, 0.1 / total]
    assert probabilities(read, lifted(a=2.67)) == pytest.approx(expected, abs=1e-12)


def test_a_boost_of_a_fifth_lifts_a_fifth_to_two_fifths() -> None:
    read = row({"a": 2.0, "b": 7.0})
    assert probabilities(read, {})[0] == pytest.approx(0.2, abs=1e-12)
    assert probabilities(read, lifted(a=8 / 3))[0] == pytest.approx(0.4, abs=1e-12)


@given(_RATES, st.floats(0.01, 0.5), st.floats(0.05, 40.0))
def test_the_odds_of_a_single_lifted_fault_change_by_exactly_the_multiplier(
    rates: list[float], unlisted: float, multiplier: float
) -> None:
    read = row({f"f{i}": rate for i, rate in enumerate(rates)}, unlisted, unread=(0.3,))
    before = probabilities(read, {})[0]
    after = probabilities(read, lifted(f0=multiplier))[0]
    ratio = after / (1 - after) * (1 - before) / before
    assert ratio == pytest.approx(multiplier, rel=1e-9)


@given(_RATES, st.floats(0.05, 40.0), st.floats(0.05, 40.0))
def test_all_that_is_not_lifted_keeps_its_proportions(
    rates: list[float], first: float, second: float
) -> None:
    read = row({"a": 0.1, "b": 0.2, **{f"f{i}": rate for i, rate in enumerate(rates)}}, 0.07)
    factors = lifted(a=first, b=second)
    ratio = probabilities(read, factors)[[*range(2, 2 + len(rates)), -1]]
    assert np.ptp(ratio / probabilities(read, {})[[*range(2, 2 + len(rates)), -1]]) < 1e-12


@given(
    _RATES,
    st.lists(st.floats(1e-4, 0.9), max_size=6),
    st.floats(0.01, 0.5),
    st.floats(0.05, 40.0),
    st.booleans(),
)
def test_a_scoped_prior_of_touched_faults_equals_a_read_of_all(
    rates: list[float], others: list[float], unlisted: float, multiplier: float, present: bool
) -> None:
    some = {f"f{i}": rate for i, rate in enumerate(rates)}
    every = {**some, **{f"g{i}": rate for i, rate in enumerate(others)}}
    factors = lifted(f0=multiplier)
    few = vehicle_prior(row(some, unlisted, tuple(others)), list(some), factors)
    all_read = vehicle_prior(row(every, unlisted), list(every), factors)
    left = posterior(few, _evidence(len(some), len(some), present=present))
    right = posterior(all_read, _evidence(len(every), len(some), present=present))
    assert left.faults == pytest.approx(right.faults[: len(some)], abs=1e-12)
    assert left.unlisted == pytest.approx(right.unlisted, abs=1e-12)
    assert left.untouched == pytest.approx(right.faults[len(some) :].sum(), abs=1e-12)


def _evidence(faults: int, touched: int, *, present: bool) -> Evidence:
    likelihood = np.full((faults, 1), 0.02)
    likelihood[:touched, 0] = np.linspace(0.1, 0.9, touched)
    return Evidence(np.asarray([present]), likelihood, np.asarray([0.02]), np.asarray([0.05]))


def test_without_factors_the_prior_stays_as_stored() -> None:
    prior = vehicle_prior(row({"a": 0.2}, 0.1, unread=(0.3,)), ["a"], {})
    assert prior.faults.tolist() == [0.2]
    assert prior.unlisted_share == pytest.approx(0.1, abs=1e-15)
    assert prior.untouched == pytest.approx(0.3, abs=1e-15)


def test_without_any_fault_the_unlisted_share_stays() -> None:
    assert vehicle_prior(row({}), [], {}).unlisted_share == 0.1


def test_the_strongest_of_several_factors_counts_once() -> None:
    both = (RecurringFactor("model.x", 2.0), RecurringFactor("engine.y", 3.0))
    prior = vehicle_prior(row({"a": 0.2, "b": 0.8}), ["a", "b"], {"a": both})
    assert prior.faults[0] == 0.2 * 3.0


@pytest.mark.parametrize(
    ("vehicle", "holds"),
    [
        (RecognisedVehicle(), True),
        (RecognisedVehicle(mileage_km=80_000, year=2014), True),
        (RecognisedVehicle(mileage_km=20_000), False),
        (RecognisedVehicle(year=2020), False),
    ],
)
def test_a_factor_holds_unless_mileage_or_year_contradict_it(
    vehicle: RecognisedVehicle, holds: bool
) -> None:
    read = row({"a": 0.2}, affects=(("a", "model.x", 2.0, 50_000, None, 2012, 2016, None),))
    assert bool(recurring_factors(read, vehicle)) is holds


def _confirmed(fault: str, target: str, count: int) -> Affects:
    return (fault, target, None, None, None, None, None, count)


def test_confirmed_outcomes_of_the_model_pull_the_prior_by_the_pooling_formula() -> None:
    affects = (_confirmed("a", "model.x", 30),)
    read = row({"a": 0.2, "b": 0.3}, unread=(0.5,), affects=affects, exposure=(("model.x", 40),))
    k = POOLING_CASES
    plain = np.exp(
        vehicle_prior(row({"a": 0.2, "b": 0.3}, unread=(0.5,)), ["a", "b"], {}).log_masses()
    )
    expected = (np.asarray([30.0, 0.0, 0.0, 0.0]) + k * plain) / (40.0 + k)
    assert probabilities(read, {}) == pytest.approx(expected / expected.sum(), abs=1e-12)


def test_the_engine_is_pooled_towards_the_model() -> None:
    affects = (_confirmed("a", "model.x", 10), _confirmed("b", "engine.y", 20))
    read = row({"a": 0.5, "b": 0.5}, affects=affects, exposure=(("engine.y", 20), ("model.x", 10)))
    k = POOLING_CASES
    model = (np.asarray([10.0, 0.0, 0.0, 0.0]) + k * np.asarray([0.45, 0.45, 0.0, 0.1])) / (10 + k)
    engine = (np.asarray([0.0, 20.0, 0.0, 0.0]) + k * model) / (20 + k)
    assert probabilities(read, {}) == pytest.approx(engine, abs=1e-12)


@given(_RATES, st.lists(st.floats(1e-4, 0.9), max_size=6), st.integers(0, 200), st.booleans())
def test_a_pooled_prior_of_touched_faults_equals_a_read_of_all(
    rates: list[float], others: list[float], seen: int, present: bool
) -> None:
    some = {f"f{i}": rate for i, rate in enumerate(rates)}
    every = {**some, **{f"g{i}": rate for i, rate in enumerate(others)}}
    affects, exposure = (_confirmed("f0", "model.x", seen),), (("model.x", seen + 7),)
    read_some = row(some, unread=tuple(others), affects=affects, exposure=exposure)
    few = vehicle_prior(read_some, list(some), {})
    all_read = vehicle_prior(row(every, affects=affects, exposure=exposure), list(every), {})
    left = posterior(few, _evidence(len(some), len(some), present=present))
    right = posterior(all_read, _evidence(len(every), len(some), present=present))
    assert left.faults == pytest.approx(right.faults[: len(some)], abs=1e-12)
    assert left.unlisted == pytest.approx(right.unlisted, abs=1e-12)


def test_a_risk_curve_lifts_a_fault_only_when_the_mileage_is_known() -> None:
    curve = ("a", 0.9, [0.0, 1e5, 2e5], [0.0, float(-np.expm1(-0.1)), float(-np.expm1(-0.4))])
    read = evidence_row({"a": 0.2, "b": 0.2}, curves=[curve])
    assert vehicle_prior(read, ["a", "b"], {}).faults.tolist() == [0.2, 0.2]
    old = vehicle_prior(read, ["a", "b"], {}, mileage_km=150_000).faults
    assert old.tolist() == pytest.approx([0.3, 0.2])
