"""Events of a technician's action; ids and figures only (EFI 4.1)."""

from collections.abc import Mapping
from typing import Any

from engine.events.appending import NewEvent
from graph.vocabulary import Label
from graph.vocabulary_records import EventType

_OUTCOME = (
    "resolution_outcome",
    "issue_resolved",
    "new_issue_found",
    "new_failure_discovered",
    "suggest_new_card",
)


def events_of(action: Mapping[str, Any], *, is_new: bool, completes: bool) -> list[NewEvent]:
    """Return what is to be told of an action.

    An action that is told as a whole was not seen to start: only its completion is told.

    Args:
        action: its properties as they are stored.
        is_new: it was recorded just now.
        completes: it ended just now.
    """
    if completes:
        return _completed(action)
    return [_about_action(action, EventType.ACTION_STARTED, {})] if is_new else []


def _completed(action: Mapping[str, Any]) -> list[NewEvent]:
    card_id = action.get("failure_card_used")
    outcome = {name: action.get(name) for name in _OUTCOME} | {"failure_id": card_id}
    told = [_about_action(action, EventType.ACTION_COMPLETED, outcome)]
    if card_id:
        told.append(_about_card(action, EventType.CARD_USED, card_id, {}))
    rating = action.get("failure_card_accuracy_rating")
    helpful = action.get("failure_card_helpful")
    if card_id and (rating is not None or helpful is not None):
        data = {"rating": rating, "helpful": helpful}
        told.append(_about_card(action, EventType.CARD_RATED, card_id, data))
    if action.get("new_failure_discovered"):
        wanted = {"suggest_new_card": bool(action.get("suggest_new_card"))}
        told.append(_about_action(action, EventType.NEW_FAILURE_DISCOVERED, wanted))
    return told


def _about_action(action: Mapping[str, Any], kind: EventType, data: Mapping[str, Any]) -> NewEvent:
    whole = {**_ids(action), **data}
    return NewEvent(
        kind, Label.TECHNICIAN_ACTION, str(action["id"]), str(action["garage_id"]), whole
    )


def _about_card(
    action: Mapping[str, Any], kind: EventType, card_id: str, data: Mapping[str, Any]
) -> NewEvent:
    whole = {**_ids(action), "failure_id": card_id, **data}
    return NewEvent(kind, Label.FAILURE_CARD, card_id, str(action["garage_id"]), whole)


def _ids(action: Mapping[str, Any]) -> dict[str, Any]:
    return {"ticket_id": action["ticket_id"], "action_id": action["id"]}
