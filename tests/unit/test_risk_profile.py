"""Which curve answers, how urgent it is, and where a known weakness stands."""

from typing import Any

import pytest

from cypher.rows.risk import TraceRiskProfileRow
from engine.risk_profile import chosen_curves, urgency_of, window_of


def _curve(key: str, category: str = "brakes", **fields: Any) -> dict[str, Any]:
    return {
        "id": key,
        "part_category": category,
        "curve_km": [0.0, 1e5],
        "curve_risk": [0.0, 0.5],
        "confidence": 0.5,
        **fields,
    }


def _chosen(
    *curves: dict[str, Any],
    powertrains: tuple[str, ...] = ("petrol", "diesel"),
    types: tuple[str, ...] = ("car",),
    **subject: Any,
) -> dict[str, tuple[str, ...]]:
    row = TraceRiskProfileRow(
        graph_version=1,
        subjects=[{"id": "model.x", "kind": "model", **subject}],
        models=[{"id": f"model.{kind}", "vehicle_type": kind} for kind in types],
        engines=[{"id": f"engine.{kind}", "powertrain": kind} for kind in powertrains],
        curves=list(curves),
        recurring=[],
    )
    return {curve["id"]: kinds for curve, kinds in chosen_curves(row)}


def test_the_most_specific_curve_answers_for_its_powertrain_and_the_general_one_for_the_rest() -> (
    None
):
    general, diesel = _curve("risk.all"), _curve("risk.diesel", engine_type="diesel")
    assert _chosen(general, diesel) == {"risk.all": ("petrol",), "risk.diesel": ("diesel",)}
    assert _chosen(general, diesel, powertrain="diesel") == {"risk.diesel": ("diesel",)}


def test_engine_and_vehicle_type_together_beat_either_alone() -> None:
    both = _curve("risk.both", engine_type="diesel", vehicle_category="car")
    engine = _curve("risk.engine", engine_type="diesel")
    kind = _curve("risk.kind", vehicle_category="car")
    assert _chosen(both, engine, kind, powertrains=("diesel",)) == {"risk.both": ("diesel",)}
    assert _chosen(engine, kind, powertrains=("diesel",)) == {"risk.engine": ("diesel",)}


def test_a_curve_of_another_vehicle_type_does_not_answer() -> None:
    assert _chosen(_curve("risk.van", vehicle_category="van")) == {}


def test_a_part_whose_faults_cannot_occur_is_left_out() -> None:
    plugs = _curve("risk.plugs", faults=[[["petrol"], ["car", "van"]]])
    assert _chosen(plugs, powertrains=("battery_electric",)) == {}
    assert _chosen(plugs) == {"risk.plugs": ("petrol",)}


def test_a_part_that_fits_one_engine_answers_for_its_powertrain_only() -> None:
    assert _chosen(_curve("risk.belt", fits=["diesel"])) == {"risk.belt": ("diesel",)}


@pytest.mark.parametrize(
    ("risk", "ahead", "urgency"),
    [
        (0.30, 0.30, "critical"),
        (0.29, 0.30, "high"),
        (0.90, 0.15, "high"),
        (0.90, 0.07, "medium"),
        (0.04, 0.50, "low"),
        (0.90, 0.019, "none"),
        (0.0, 0.0, "none"),
    ],
)
def test_both_thresholds_of_an_urgency_must_be_reached(
    risk: float, ahead: float, urgency: str
) -> None:
    assert urgency_of(risk, ahead).value == urgency


@pytest.mark.parametrize(
    ("km", "window"), [(79_999, "before"), (80_000, "inside"), (120_001, "after")]
)
def test_a_weakness_is_before_inside_or_after(km: int, window: str) -> None:
    assert window_of({"km_from": 80_000, "km_to": 120_000}, km) == window
    assert window_of({}, km) == "inside"
