"""What a risk curve in a seed file must be."""

from typing import Any

import pytest
from pydantic import ValidationError

from seeds.records.risk import RiskCurveRecord


def _record(points: list[dict[str, Any]], **fields: Any) -> RiskCurveRecord:
    return RiskCurveRecord.model_validate(
        {
            "id": "risk.x",
            "label": {"fr": "pièce", "en": "part"},
            "part_category": "x_part",
            "risk_points": points,
            **fields,
        }
    )


RISING = [{"km": 0, "risk": 0.0}, {"km": 1000, "risk": 0.2}, {"km": 2000, "risk": 0.2}]


def test_a_curve_that_rises_or_rests_is_taken() -> None:
    assert [point.km for point in _record(RISING).risk_points] == [0, 1000, 2000]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({1: {"km": 0, "risk": 0.2}}, "km must rise strictly"),
        ({2: {"km": 900, "risk": 0.3}}, "km must rise strictly"),
        ({2: {"km": 2000, "risk": 0.1}}, "never falls"),
        ({2: {"km": 2000, "risk": 1.2}}, "less than or equal to 1"),
        ({2: {"km": 2000, "risk": -0.1}}, "greater than or equal to 0"),
        ({2: {"km": 2000, "risk": 1.0}}, "below 1"),
        ({0: {"km": 0, "risk": 0.1}}, "at 0 km"),
    ],
)
def test_a_planted_defect_is_refused(change: dict[int, dict[str, Any]], said: str) -> None:
    points = [change.get(at, point) for at, point in enumerate(RISING)]
    with pytest.raises(ValidationError, match=said):
        _record(points)


def test_one_point_is_no_curve() -> None:
    with pytest.raises(ValidationError, match="at least 2"):
        _record(RISING[:1])


def test_a_vehicle_category_is_one_of_the_vocabulary() -> None:
    with pytest.raises(ValidationError, match="vehicle_category"):
        _record(RISING, vehicle_category="tractor")
