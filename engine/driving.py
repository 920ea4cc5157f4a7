"""Whether to drive on, how far, and how soon to repair (KG v2.8.3, v2.8.9): no input or output.

Everything here only tightens: what a verification template says of its fault is the most that is
allowed, and the safety gate, the fault's own level and its probability may take from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.verdict import FaultAnswer, SafetyAnswer
from graph.vocabulary import SafetyLevel
from graph.vocabulary_records import RepairUrgency

#: Distance, in km, that an urgent fault without a template allows at most: to a workshop nearby.
URGENT_WITHOUT_TEMPLATE_KM = 20
#: A fault that is more likely than not is one step more pressing.
LIKELY = 0.5
_URGENCIES = tuple(RepairUrgency)
#: How soon a level asks to act, at least.
_AT_LEAST = {
    SafetyLevel.CRITICAL: RepairUrgency.IMMEDIATE,
    SafetyLevel.URGENT: RepairUrgency.SOON,
    SafetyLevel.WARNING: RepairUrgency.PLANNED,
    SafetyLevel.NORMAL: RepairUrgency.OPTIONAL,
}


@dataclass(frozen=True)
class DrivingLimit:
    """What one fault, or several, allow.

    Attributes:
        can_drive: whether to drive on.
        max_km: how far at most; 0 when not at all, None when no limit is known.
    """

    can_drive: bool = True
    max_km: int | None = None

    @property
    def order(self) -> float:
        """Distance for comparing: unlimited is infinite."""
        return float("inf") if self.max_km is None else float(self.max_km)


@dataclass(frozen=True)
class Urgency:
    """How soon to repair one fault of an answer.

    Attributes:
        level: immediate, soon, planned or optional.
        limit: whether to drive on, and how far.
        raised_by: what made it stricter than its template: ``gate``, ``own_level``, ``likely`` or
            None.
        limited_by: the other fault whose limit holds, if it is not this fault's own.
    """

    level: str
    limit: DrivingLimit
    raised_by: str | None
    limited_by: str | None


def driving_limit(level: str, template: Mapping[str, Any] | None) -> DrivingLimit:
    """Return what one fault allows; nothing whatever its template says when it is critical."""
    if level == SafetyLevel.CRITICAL:
        return DrivingLimit(can_drive=False, max_km=0)
    if template is None:
        most = URGENT_WITHOUT_TEMPLATE_KM if level == SafetyLevel.URGENT else None
        return DrivingLimit(max_km=most)
    if not template.get("can_drive_default", True) or template.get("max_km_default") == 0:
        return DrivingLimit(can_drive=False, max_km=0)
    return DrivingLimit(max_km=template.get("max_km_default"))


def with_driving(gate: SafetyAnswer, names: Mapping[str, Mapping[str, Any]]) -> SafetyAnswer:
    """Return the gate's answer with the most restrictive limit of the faults behind its level.

    Args:
        gate: the level and the faults behind it.
        names: of at least these faults, their level, template and hazards, by id.
    """
    nodes = {key: names.get(key, {}) for key in gate.because}
    limits = {
        key: driving_limit(str(node.get("safety_level") or gate.level), node.get("verification"))
        for key, node in nodes.items()
    }
    first = min(limits, key=lambda key: limits[key].order, default=None)
    found = limits[first] if first else DrivingLimit()
    if gate.level == SafetyLevel.CRITICAL:
        found = DrivingLimit(can_drive=False, max_km=0)
    hazards = sorted({hazard for node in nodes.values() for hazard in node.get("hazards") or ()})
    return replace(
        gate,
        can_drive=found.can_drive,
        max_km=found.max_km,
        limited_by=first if found != DrivingLimit() else None,
        hazards=tuple(hazards),
    )


def urgency(answer: FaultAnswer, gate: SafetyAnswer) -> Urgency:
    """Return how soon one fault is to be repaired: its template, tightened and never loosened."""
    template = answer.details.get("verification")
    default = RepairUrgency((template or {}).get("default_urgency") or RepairUrgency.PLANNED)
    own = _AT_LEAST[SafetyLevel(answer.safety_level)]
    demands: list[tuple[RepairUrgency, str | None]] = [
        (default, None),
        (own, "own_level"),
        (_stricter(own) if answer.probability >= LIKELY else own, "likely"),
    ]
    if answer.fault_id in gate.because:
        demands.append((_AT_LEAST[SafetyLevel(gate.level)], "gate"))
    level, raised_by = _strictest(demands)
    mine = driving_limit(answer.safety_level, template)
    whole = DrivingLimit(gate.can_drive, gate.max_km)
    is_limited = whole.order < mine.order
    return Urgency(
        level=level.value,
        limit=whole if is_limited else mine,
        raised_by=raised_by,
        limited_by=gate.limited_by if is_limited and gate.limited_by != answer.fault_id else None,
    )


def _stricter(level: RepairUrgency) -> RepairUrgency:
    """Return the next stricter level; nothing is made pressing that endangers nobody."""
    if level is RepairUrgency.OPTIONAL:
        return level
    return _URGENCIES[max(_URGENCIES.index(level) - 1, 0)]


def _strictest(
    demands: Iterable[tuple[RepairUrgency, str | None]],
) -> tuple[RepairUrgency, str | None]:
    """Return the strictest demand, the first one among equals."""
    return min(demands, key=lambda demand: _URGENCIES.index(demand[0]))
