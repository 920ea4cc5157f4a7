"""Technicians' actions and part usages as answers show them."""

from collections.abc import Mapping
from typing import Any

from api.http.schemas import part_usage, repairs
from api.http.schemas.diagnosis import Named
from api.presenting_tickets import moment
from api.texts import text
from cypher.rows.repair import FindActionRow
from engine.repairs.using import quantities_of
from graph.vocabulary import Label, Locale

_LISTS = (
    "diagnostic_steps_performed",
    "observations",
    "photos",
    "failure_cards_suggested",
    "failure_cards_viewed",
    "failure_card_modifications",
    "resolution_steps_followed",
    "tools_used",
)
_USAGE_TIMES = ("allocated_at", "used_at", "returned_at")


def present_action_summary(action: Mapping[str, Any]) -> repairs.ActionSummary:
    """Return one action of a list."""
    return repairs.ActionSummary.model_validate(_plain(action, repairs.ActionSummary))


def present_action(row: FindActionRow) -> repairs.ActionOutput:
    """Return a whole action."""
    action = row.action
    return repairs.ActionOutput.model_validate(
        {
            **_plain(action, repairs.ActionOutput),
            **{name: action.get(name) or [] for name in _LISTS},
            "measurements": _measurements(action),
            "attempted_diagnostics": [
                {**_tried(item), "timestamp": moment(item.get("occurred_at"))} for item in row.tried
            ],
            "rejected_hypotheses": [
                {**_tried(item), "ruled_out_at": moment(item.get("ruled_out_at"))}
                for item in row.ruled_out
            ],
            "parts_used": [
                {**usage, "usage_id": usage["id"], "part_id": usage.get("part_id")}
                for usage in row.usages
            ],
        }
    )


def present_usage(
    usage: Mapping[str, Any],
    part: Mapping[str, Any] | None,
    locale: Locale,
    *,
    is_known_substitute: bool,
) -> part_usage.PartUsageOutput:
    """Return a part usage, and say when the graph does not know what it stands in for."""
    shape = part_usage.PartUsageOutput
    known = is_known_substitute if usage["is_substitute"] else None
    return shape.model_validate(
        {
            **{name: usage.get(name) for name in shape.model_fields},
            "usage_id": usage["id"],
            "category": usage.get("part_category"),
            "part": Named(id=part["id"], label=part[f"label_{locale.value}"]) if part else None,
            "quantity_open": quantities_of(usage).open,
            "is_known_substitute": known,
            "note": text("substitute_not_known", locale) if known is False else None,
            "movements": _movements(usage),
            **{
                name: moment(usage.get(name)) for name in ("allocated_at", "used_at", "returned_at")
            },
        }
    )


def present_listed_usage(item: Mapping[str, Any], locale: Locale) -> part_usage.PartUsageOutput:
    """Return one part usage of a list."""
    known = item["is_known_substitute"]
    return present_usage(item, item["part"], locale, is_known_substitute=known)


def _plain(action: Mapping[str, Any], shape: type[repairs.ActionSummary]) -> dict[str, Any]:
    return {
        **{name: action.get(name) for name in shape.model_fields},
        "action_id": action["id"],
        "version": action.get("version") or 1,
        "started_at": moment(action["started_at"]),
        "completed_at": moment(action.get("completed_at")),
    }


def _tried(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a check or a rejected hypothesis with what it was about."""
    faults = [name for name, labels in item["about"] if Label.FAULT.value in labels]
    told = {
        **item,
        "step_id": item.get("step_id"),
        "check_performed": item.get("check_performed"),
        "result": item.get("result"),
        "confirmed": item.get("confirmed"),
        "reason_rejected": item.get("reason_rejected"),
        "evidence": item.get("evidence"),
    }
    return {
        **told,
        "tools_used": item.get("tools_used") or [],
        "measurements": _measurements(item),
        "fault_id": faults[0] if faults else None,
        "observable_state": item["state"],
    }


def _measurements(node: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = node.get("measurement_names") or ()
    values = node.get("measurement_values") or ()
    units = node.get("measurement_units") or ()
    return [
        {"name": name, "value": value, "unit": unit or None}
        for name, value, unit in zip(names, values, units, strict=True)
    ]


def _movements(usage: Mapping[str, Any]) -> list[dict[str, Any]]:
    keys = ("movement_kinds", "movement_quantities", "movement_at", "movement_by")
    rows = zip(*(usage.get(key) or () for key in keys), strict=True)
    return [
        {"kind": kind, "quantity": quantity, "at": moment(at), "by": by}
        for kind, quantity, at, by in rows
    ]
