"""Whether to drive on and how soon to repair: only ever tightened."""

from dataclasses import replace
from typing import Any

import pytest

from engine.driving import (
    URGENT_WITHOUT_TEMPLATE_KM,
    DrivingLimit,
    driving_limit,
    urgency,
    with_driving,
)
from engine.verdict import ConfidenceAnswer, FaultAnswer, SafetyAnswer
from graph.vocabulary import SafetyLevel
from graph.vocabulary_records import RepairUrgency

NORMAL = SafetyAnswer("normal", "allowed", 0.0, ())


def _template(
    *, can_drive: bool = True, max_km: int | None = None, urgency: str = "planned"
) -> dict[str, Any]:
    return {
        "can_drive_default": can_drive,
        "max_km_default": max_km,
        "default_urgency": urgency,
    }


def _fault(
    level: str = "normal", probability: float = 0.1, template: dict[str, Any] | None = None
) -> FaultAnswer:
    return FaultAnswer(
        rank=1,
        fault_id="fault.a",
        probability=probability,
        interval=(0.0, 1.0),
        prior_probability=0.01,
        safety_level=level,
        reasons=(),
        confidence=ConfidenceAnswer(25.0, (), ()),
        details={"verification": template},
    )


def test_a_critical_fault_never_lets_anybody_drive_whatever_its_template_says() -> None:
    stop = DrivingLimit(can_drive=False, max_km=0)
    assert driving_limit("critical", _template(can_drive=True, max_km=900)) == stop
    assert driving_limit("critical", None) == stop
    gate = with_driving(SafetyAnswer("critical", "warned", 0.1, ("fault.a",)), {})
    assert (gate.can_drive, gate.max_km) == (False, 0)


def test_a_template_decides_and_an_urgent_fault_without_one_reaches_a_workshop_nearby() -> None:
    assert driving_limit("urgent", _template(max_km=30)) == DrivingLimit(max_km=30)
    assert driving_limit("warning", _template(can_drive=False)).can_drive is False
    assert driving_limit("warning", _template(max_km=0)).can_drive is False
    assert driving_limit("urgent", None).max_km == URGENT_WITHOUT_TEMPLATE_KM
    assert driving_limit("normal", None) == DrivingLimit()


def test_the_most_restrictive_fault_behind_the_level_limits_the_whole_answer() -> None:
    names: dict[str, dict[str, Any]] = {
        "fault.a": {"safety_level": "warning", "verification": _template(max_km=300)},
        "fault.b": {
            "safety_level": "urgent",
            "verification": _template(max_km=20),
            "hazards": ["high_voltage"],
        },
        "fault.c": {"safety_level": "warning", "verification": _template(), "hazards": []},
    }
    gate = SafetyAnswer("urgent", "warned", 0.4, ("fault.a", "fault.b", "fault.c"))
    found = with_driving(gate, names)
    assert (found.can_drive, found.max_km, found.limited_by) == (True, 20, "fault.b")
    assert found.hazards == ("high_voltage",)
    forbidding = {**names, "fault.c": {"verification": _template(can_drive=False)}}
    assert with_driving(gate, forbidding).can_drive is False


def test_a_normal_level_limits_nothing() -> None:
    assert with_driving(NORMAL, {}) == NORMAL


@pytest.mark.parametrize("level", list(SafetyLevel))
@pytest.mark.parametrize("default", list(RepairUrgency))
@pytest.mark.parametrize("probability", [0.01, 0.6])
@pytest.mark.parametrize("is_behind", [True, False])
def test_urgency_is_never_looser_than_its_template_level_and_gate(
    level: SafetyLevel, default: RepairUrgency, probability: float, *, is_behind: bool
) -> None:
    gate = SafetyAnswer("urgent", "warned", 0.3, ("fault.a",) if is_behind else ("fault.b",))
    gate = replace(gate, max_km=50, limited_by=gate.because[0])
    fault = _fault(level, probability, _template(max_km=200, urgency=default))
    found = urgency(fault, gate)
    order = list(RepairUrgency)
    assert order.index(RepairUrgency(found.level)) <= order.index(default)
    if level is SafetyLevel.CRITICAL:
        assert found.level == "immediate"
        assert not found.limit.can_drive
    else:
        assert found.limit == DrivingLimit(max_km=50)
        assert found.limited_by == (None if is_behind else "fault.b")
    if is_behind:
        assert order.index(RepairUrgency(found.level)) <= order.index(RepairUrgency.SOON)


@pytest.mark.parametrize(
    ("fault", "gate", "level", "raised_by"),
    [
        (_fault(template=_template(urgency="optional")), NORMAL, "optional", None),
        (_fault("warning", 0.1, _template(urgency="optional")), NORMAL, "planned", "own_level"),
        (_fault("warning", 0.6, _template(urgency="planned")), NORMAL, "soon", "likely"),
        (_fault("normal", 0.9, _template(urgency="planned")), NORMAL, "planned", None),
        (
            _fault("warning", 0.1, _template(urgency="planned")),
            SafetyAnswer("urgent", "warned", 0.2, ("fault.a",)),
            "soon",
            "gate",
        ),
        (_fault(), NORMAL, "planned", None),
    ],
)
def test_what_raised_the_urgency_is_named(
    fault: FaultAnswer, gate: SafetyAnswer, level: str, raised_by: str | None
) -> None:
    found = urgency(fault, gate)
    assert (found.level, found.raised_by) == (level, raised_by)
