"""What a known weakness does to a fault: exactly the posterior with it minus without."""

import pytest

from engine.model_boost import boost_applied
from engine.turn import Turn, build_turn
from engine.vehicle import RecognisedVehicle
from tests.builders.turn import BoundAffects, evidence_row


def _turn(*affects: BoundAffects, model: str | None = "model.x") -> Turn:
    vehicle = RecognisedVehicle(model_id=model, mileage_km=90_000)
    row = evidence_row({"a": 0.2, "b": 0.7}, unlisted=0.1, affects=affects)
    return build_turn(row, vehicle, {})


def _affects(
    multiplier: float, models: list[str] | None = None, fault: str = "a", km: int | None = None
) -> BoundAffects:
    return (fault, "engine.e", multiplier, km, None, None, None, None, f"rel_{multiplier}", models)


def test_the_boost_is_the_difference_that_the_factor_makes() -> None:
    plain, lifted = _turn(), _turn(_affects(2.0))
    assert boost_applied(plain, 0) == 0.0
    difference = lifted.posterior.faults[0] - plain.posterior.faults[0]
    assert boost_applied(lifted, 0) == pytest.approx(difference, abs=1e-12)
    assert difference > 0.1


def test_another_fault_has_a_boost_of_its_own_only() -> None:
    assert boost_applied(_turn(_affects(2.0)), 1) == 0.0


def test_the_factors_of_other_faults_stay() -> None:
    both = _turn(_affects(2.0), _affects(3.0, fault="b"))
    only_b = _turn(_affects(3.0, fault="b"))
    difference = both.posterior.faults[0] - only_b.posterior.faults[0]
    assert boost_applied(both, 0) == pytest.approx(difference, abs=1e-12)


def test_a_factor_below_one_takes_away() -> None:
    assert boost_applied(_turn(_affects(0.5)), 0) < 0.0


@pytest.mark.parametrize(
    ("models", "model", "holds"),
    [
        (["model.x"], "model.x", True),
        (["model.y", "model.x"], "model.x", True),
        (["model.y"], "model.x", False),
        (["model.y"], None, False),
        (None, None, True),
    ],
)
def test_a_pattern_of_model_and_engine_holds_only_on_its_models(
    models: list[str] | None, model: str | None, holds: bool
) -> None:
    assert bool(_turn(_affects(2.0, models), model=model).factors) is holds


def test_the_strongest_of_several_patterns_counts_once() -> None:
    two = _turn(_affects(2.0), _affects(3.0))
    assert len(two.factors["a"]) == 2
    assert two.posterior.faults[0] == _turn(_affects(3.0)).posterior.faults[0]


def test_a_pattern_outside_its_mileage_does_nothing() -> None:
    assert _turn(_affects(2.0, km=100_000)).factors == {}
