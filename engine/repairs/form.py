"""What a technician tells of an action, and what is told of a part, as the engine takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.repairs.photos import check_photos

#: What is kept on the :TechnicianAction as it is told.
ACTION_FIELDS = (
    "technician_id",
    "technician_name",
    "diagnostic_steps_performed",
    "observations",
    "photos",
    "diagnostic_time_minutes",
    "failure_cards_suggested",
    "failure_cards_viewed",
    "failure_card_used",
    "failure_card_helpful",
    "failure_card_accuracy_rating",
    "failure_card_modifications",
    "resolution_steps_followed",
    "tools_used",
    "resolution_time_minutes",
    "resolution_outcome",
    "issue_resolved",
    "new_issue_found",
    "escalation_reason",
    "new_failure_discovered",
    "new_failure_description",
    "new_failure_root_cause",
    "new_failure_resolution",
    "suggest_new_card",
    "technician_notes",
    "difficulty_rating",
    "documentation_quality_rating",
)


@dataclass(frozen=True)
class Measurement:
    """A value that was read, with its unit where it has one."""

    name: str
    value: str
    unit: str | None = None


@dataclass(frozen=True)
class Tried:
    """A check that was made (``AttemptedDiagnostic``), or a possibility that was ruled out.

    Attributes:
        values: of the node, by property key.
        measurements: of a check.
        fault_id: the fault that it was about.
        observable_id: what was found, or found missing: ``state`` says which.
        at: when; now unless told.
    """

    values: Mapping[str, Any]
    measurements: tuple[Measurement, ...] = ()
    fault_id: str | None = None
    observable_id: str | None = None
    state: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class ActionForm:
    """An action to record, or what is to be added to one that was started.

    Attributes:
        values: of ``ACTION_FIELDS``.
        attempts: checks that were made.
        rejections: possibilities that were ruled out.
        usage_ids: parts on the ticket that it consumed.
        started_at: when it began; now unless told.
        completed_at: when it ended; None while it goes on.
        key: the caller's idempotency key, unique within the garage.
    """

    values: Mapping[str, Any]
    measurements: tuple[Measurement, ...] = ()
    attempts: tuple[Tried, ...] = ()
    rejections: tuple[Tried, ...] = ()
    usage_ids: tuple[str, ...] = ()
    started_at: datetime | None = None
    completed_at: datetime | None = None
    key: str | None = None

    def told(self) -> dict[str, Any]:
        """Return the values that are told, photos checked and measurements as aligned lists."""
        told = {
            name: self.values[name] for name in ACTION_FIELDS if self.values.get(name) is not None
        }
        if "photos" in told:
            told["photos"] = check_photos(list(told["photos"]))
        return {**told, **aligned(self.measurements)}


@dataclass(frozen=True)
class UsageForm:
    """A part to allocate to a ticket.

    Attributes:
        values: part_id, part_name, part_number, part_category, unit_cost, currency,
            failure_card_id and substitute_for.
        quantity: pieces, from 1.
        action_id: technician's action that it is for.
        key: the caller's idempotency key, unique within the garage.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    quantity: int = 1
    action_id: str | None = None
    key: str | None = None


def aligned(measurements: tuple[Measurement, ...]) -> dict[str, list[str]]:
    """Return measurements as the three lists that a node keeps; none told: none returned."""
    if not measurements:
        return {}
    return {
        "measurement_names": [item.name for item in measurements],
        "measurement_values": [item.value for item in measurements],
        "measurement_units": [item.unit or "" for item in measurements],
    }
