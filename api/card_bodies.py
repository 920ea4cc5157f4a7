"""The content of a card between the shape of the interface and that of the engine."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from api.http.schemas.card_content import CardBody, StepBody, TextBody, TitleBody
from graph.cards.content import Bilingual, CardContent, RequiredPart, SignatureConditions, Step

#: Fields that are the same on both sides.
_SAME = (
    "subsystem_category",
    "failure_mode",
    "symptom_text",
    "fault_id",
    "diagnostic_duration_minutes",
    "estimated_repair_time_minutes",
    "skill_level_required",
    "estimated_parts_cost",
    "estimated_labor_cost",
    "currency",
    "universal_failure",
    "source_type",
    "source_ticket_id",
    "first_detected_at",
)
_LISTS = (
    "symptoms",
    "symptom_codes",
    "error_codes",
    "system_ids",
    "root_cause_ids",
    "vehicle_makes",
    "tags",
)
_TEXTS = ("title", "description", "root_cause", "root_cause_details", "resolution_summary")
_TEXT_LISTS = ("failure_conditions", "secondary_causes", "diagnostic_tools")
_STEPS = ("verification_steps", "resolution_steps")


def content_of_body(body: CardBody) -> CardContent:
    """Return what a body says."""
    given: dict[str, Any] = {name: getattr(body, name) for name in _SAME}
    given |= {name: tuple(getattr(body, name)) for name in _LISTS}
    given |= {name: _text(getattr(body, name)) for name in _TEXTS}
    given |= {name: tuple(map(_text, getattr(body, name))) for name in _TEXT_LISTS}
    given |= {name: _steps(getattr(body, name)) for name in _STEPS}
    tree = body.diagnostic_tree
    return CardContent(
        **given,
        conditions=SignatureConditions(**body.failure_signature.model_dump()),
        parts=tuple(RequiredPart(**part.model_dump()) for part in body.required_parts),
        covers=tuple(body.vehicle_models),
        tree=tree.model_dump() if tree else None,
    )


def body_of_content(content: CardContent) -> dict[str, Any]:
    """Return a content as a body has it, so that it can be changed and sent back."""
    whole = asdict(content)
    whole["failure_signature"] = whole.pop("conditions")
    whole["required_parts"] = whole.pop("parts")
    whole["vehicle_models"] = whole.pop("covers")
    whole["diagnostic_tree"] = whole.pop("tree")
    return whole


def _text(text: TextBody | TitleBody) -> Bilingual:
    return Bilingual(text.fr, text.en)


def _steps(steps: Iterable[StepBody]) -> tuple[Step, ...]:
    return tuple(Step(_text(step.text), step.minutes) for step in steps)
