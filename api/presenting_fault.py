"""One fault without any finding: its root causes and its actions in the words of one language."""

from typing import Any

from api.http.schemas import remedies as shapes
from api.http.schemas.reasoning import NamedNode
from api.presenting_reasoning import percent
from api.presenting_remedies import (
    action_output,
    family_output,
    prevention,
    root_cause_output,
    said,
    totals_output,
    verification_output,
)
from api.safety_texts import driving_text
from engine.action_totals import action_totals
from engine.driving import driving_limit
from engine.fault_details import FaultKnowledge
from engine.root_causes import root_causes
from graph.contexts import CaseFacts
from graph.vocabulary import Locale


def present_root_causes(
    known: FaultKnowledge, facts: CaseFacts, locale: Locale, request_id: str
) -> shapes.FaultRootCausesResponse:
    """Return the root causes of a fault, given what is known of the case."""
    causes = root_causes(known.details["root_causes"], facts)
    return shapes.FaultRootCausesResponse(
        **_details(known, locale, request_id),
        root_causes=[root_cause_output(cause, locale) for cause in causes],
        prevention_advice=prevention(causes, locale),
    )


def present_actions(
    known: FaultKnowledge, locale: Locale, request_id: str
) -> shapes.FaultActionsResponse:
    """Return the actions that resolve a fault, and what they take together."""
    node = known.details
    totals = action_totals(node["actions"], node["safety_level"], node.get("hazards") or ())
    return shapes.FaultActionsResponse(
        **_details(known, locale, request_id),
        actions=[action_output(action, locale) for action in node["actions"]],
        **totals_output(totals),
    )


def present_sheet(
    known: FaultKnowledge, facts: CaseFacts, locale: Locale, request_id: str
) -> shapes.FaultSheet:
    """Return everything that the graph knows of a fault."""
    node = known.details
    check = node.get("verification")
    causes = present_root_causes(known, facts, locale, request_id).model_dump()
    limit = driving_limit(node["safety_level"], check)
    return shapes.FaultSheet(
        **{**causes, **present_actions(known, locale, request_id).model_dump()},
        parts=[
            shapes.FaultPart(
                id=part["id"],
                label=said(part, "label", locale),
                probability=percent(part["weight"]),
                quantity=part["quantity"],
                priority=part["priority"],
                is_required=part["is_required"],
            )
            for part in node["parts"]
        ],
        verification=verification_output(check, node["safety_level"], locale) if check else None,
        driving=driving_text(limit.max_km, locale, can_drive=limit.can_drive),
    )


def _details(known: FaultKnowledge, locale: Locale, request_id: str) -> dict[str, Any]:
    node = known.details
    family = node.get("family")
    return {
        "request_id": request_id,
        "graph_version": str(known.graph_version),
        "locale": locale.value,
        "fault": NamedNode(id=node["id"], label=said(node, "label", locale)),
        "description": said(node, "description", locale),
        "safety_level": node["safety_level"],
        "safety_reason": said(node, "safety_reason", locale) or None,
        "fault_family": family_output(family, locale) if family else None,
        "reviewed": node.get("reviewed_at") is not None,
    }
