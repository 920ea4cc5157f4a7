"""Failure cards in the reader's language, for HTTP and for the command line."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from api.card_bodies import body_of_content
from api.http.schemas import cards as shapes
from api.presenting_nodes import label_of
from api.texts import text
from engine.cards.finding import StoredCard
from engine.cards.history import CardHistory
from engine.cards.listing import SimilarCard
from engine.cards.transitions import STEPS
from engine.cards.tree import WalkStep
from graph.cards.content import Bilingual, Step
from graph.cards.links import node_key
from graph.cards.signature import signature_of
from graph.cards.tree import DiagnosticTree, TreeNode
from graph.vocabulary import Label, Locale
from graph.vocabulary_records import CardAction, CardStatus

Node = dict[str, Any]
_COUNTS = ("usage_count", "success_count", "failure_count")
_LISTS = ("symptom_codes", "error_codes", "vehicle_makes", "keywords")
_PLAIN = (
    "signature_hash",
    "symptom_text",
    "diagnostic_duration_minutes",
    "estimated_repair_time_minutes",
    "skill_level_required",
    "estimated_parts_cost",
    "estimated_labor_cost",
    "estimated_total_cost",
    "source_kind",
    "source_ticket_id",
    "created_by",
    "approved_by",
)
_TIMES = ("created_at", "approved_at", "first_detected_at", "last_used_at", "last_sync_at")


def said(words: Bilingual, locale: Locale) -> str | None:
    """Return a text in the reader's language, else in the other one."""
    first, second = (words.fr, words.en) if locale is Locale.FR else (words.en, words.fr)
    return first or second


def moment(value: Any) -> datetime | None:
    """Return a time of the database as the interface has it."""
    return datetime.fromisoformat(value.isoformat()) if value is not None else None


def card_summary(card: Node, locale: Locale) -> dict[str, Any]:
    """Return what a list shows of a card, from the properties of its node."""
    fault = card.get("fault")
    return {
        "failure_id": card["id"],
        "title": label_of(card, locale),
        "status": card["status"],
        "version": card.get("version") or 1,
        "subsystem_category": card["subsystem_category"],
        "failure_mode": card.get("failure_mode"),
        "fault": {"id": fault["id"], "label": label_of(fault, locale)} if fault else None,
        "error_codes": card.get("error_codes") or [],
        "tags": card.get("tags") or [],
        "auto_tags": card.get("auto_tags") or [],
        "confidence_score": card.get("confidence_score", 0.5),
        "confidence_level": card.get("confidence_level") or "medium",
        "effectiveness_score": card.get("effectiveness_score", 0.5),
        "usage_count": card.get("usage_count") or 0,
        "has_tree": bool(card.get("total_paths")),
        "source_type": card.get("source_type"),
        "source_garage_id": card.get("source_garage_id"),
        "updated_at": moment(card.get("updated_at")),
    }


def card_response(
    card: StoredCard, locale: Locale, request_id: str, *, changed: bool
) -> shapes.CardResponse:
    """Return a whole card as an answer."""
    return shapes.CardResponse(
        request_id=request_id,
        graph_version=str(card.row.graph_version),
        changed=changed,
        card=card_output(card, locale),
        content=body_of_content(card.content),
    )


def card_output(card: StoredCard, locale: Locale) -> shapes.CardOutput:
    """Return a whole card."""
    held, content = card.properties, card.content
    return shapes.CardOutput(
        **card_summary(dict(held), locale)
        | {name: held.get(name) or 0 for name in _COUNTS}
        | {name: held.get(name) or [] for name in _LISTS}
        | {name: held.get(name) for name in _PLAIN}
        | {name: moment(held.get(name)) for name in _TIMES}
        | _texts(card, locale)
        | _joined(card, locale),
        failure_signature=shapes.SignatureOutput(**_signature(card)),
        diagnostic_tree=tree_output(card, card.tree, locale) if card.tree else None,
        verification_steps=_steps(content.verification_steps, locale),
        resolution_steps=_steps(content.resolution_steps, locale),
        currency=content.currency,
        universal_failure=content.universal_failure,
        has_embedding=bool(held.get("has_embedding")),
        reviewed=card.status is CardStatus.APPROVED and held.get("reviewed_at") is not None,
        synced_to_network=bool(held.get("synced_to_network")),
        next_actions=[name for name, step in STEPS.items() if card.status in step.starts],
    )


def tree_output(card: StoredCard, tree: DiagnosticTree, locale: Locale) -> shapes.TreeOutput:
    """Return the tree of a card."""
    return shapes.TreeOutput(
        tree_id=node_key(card.id, "tree"),
        root_node_id=tree.root_node_id,
        total_paths=tree.total_paths,
        avg_path_length=tree.avg_path_length,
        nodes=[node_output(card, tree, node, locale) for node in tree.nodes],
    )


def node_output(
    card: StoredCard, tree: DiagnosticTree, node: TreeNode, locale: Locale
) -> shapes.TreeNodeOutput:
    """Return one node of a tree."""
    return shapes.TreeNodeOutput(
        node_id=node.node_id,
        step_number=tree.nodes.index(node) + 1,
        question=said(node.question, locale),
        check_action=said(node.check_action, locale),
        expected_outcome=said(node.expected_outcome, locale),
        tools_required=_all_said(node.tools_required, locale),
        safety_warnings=_all_said(node.safety_warnings, locale),
        duration_minutes=node.duration_minutes,
        if_yes=node.if_yes,
        if_no=node.if_no,
        leads_to_root_cause=_confirmed(card, node, locale),
        rules_out=node.rules_out,
    )


def walk_response(
    card: StoredCard, tree: DiagnosticTree, step: WalkStep, locale: Locale, request_id: str
) -> shapes.WalkResponse:
    """Return where a walk has come to."""
    concluded = step.is_concluded
    return shapes.WalkResponse(
        request_id=request_id,
        graph_version=str(card.row.graph_version),
        failure_id=card.id,
        node=None if concluded else node_output(card, tree, step.node, locale),
        conclusion=conclusion_output(card, step.node, locale) if concluded else None,
        path=[
            shapes.AnsweredOutput(
                node_id=node.node_id,
                question=said(node.question, locale),
                answer="yes" if answer == "yes" else "no",
            )
            for node, answer in step.path
        ],
    )


def conclusion_output(card: StoredCard, node: TreeNode, locale: Locale) -> shapes.ConclusionOutput:
    """Return what a node concludes, in words."""
    confirmed = _confirmed(card, node, locale)
    message = said(node.expected_outcome, locale) or said(node.check_action, locale)
    if confirmed is not None:
        message = text("walk_confirms", locale).format(label=confirmed.label)
    return shapes.ConclusionOutput(
        confirmed=confirmed,
        rules_out=node.rules_out,
        message=message or text("walk_rules_out", locale),
    )


def similar_output(found: SimilarCard, locale: Locale) -> shapes.SimilarCardOutput:
    """Return a card that is like another, and why."""
    return shapes.SimilarCardOutput(
        card=shapes.CardSummary(**card_summary(found.card, locale)),
        similarity=found.similarity,
        same_signature=found.same_signature,
        same_fault=found.same_fault,
        shared_observables=list(found.shared),
        stored=found.stored,
    )


def history_response(history: CardHistory, request_id: str) -> shapes.CardHistoryResponse:
    """Return what became of a card."""
    return shapes.CardHistoryResponse(
        request_id=request_id,
        graph_version=str(history.card.row.graph_version),
        failure_id=history.card.id,
        version_history=[
            shapes.VersionOutput(
                version=each.version,
                status=CardStatus(each.status),
                action=CardAction(each.action),
                by=each.by,
                at=datetime.fromisoformat(each.at.isoformat()),
                note=each.note,
                changed_fields=list(each.changed_fields),
            )
            for each in history.versions
        ],
        confidence_history=[
            shapes.ConfidenceChangeEvent(
                timestamp=datetime.fromisoformat(each.timestamp.isoformat()),
                previous_score=each.previous_score,
                new_score=each.new_score,
                change_reason=each.change_reason,
                ticket_id=each.ticket_id,
            )
            for each in history.confidence
        ],
    )


def _texts(card: StoredCard, locale: Locale) -> dict[str, Any]:
    content = card.content
    return {
        "description": said(content.description, locale),
        "root_cause": said(content.root_cause, locale),
        "root_cause_details": said(content.root_cause_details, locale),
        "resolution_summary": said(content.resolution_summary, locale),
        "secondary_causes": _all_said(content.secondary_causes, locale),
        "diagnostic_tools": _all_said(content.diagnostic_tools, locale),
        "failure_conditions": _all_said(content.failure_conditions, locale),
    }


def _joined(card: StoredCard, locale: Locale) -> dict[str, Any]:
    """Return what the card is joined to."""
    row = card.row
    fault = row.fault
    return {
        "symptoms": [_symptom(each, locale) for each in row.symptoms],
        "fault": fault
        and _named(fault, locale)
        | {"safety_level": fault.get("safety_level"), "fix_rate": fault.get("weight")},
        "root_causes": [_named(each, locale) for each in row.root_causes],
        "systems": [_named(each, locale) for each in row.systems],
        "required_parts": [_part(each, locale) for each in row.parts],
        "vehicle_models": [_vehicle(each, locale) for each in row.covers],
    }


def _symptom(node: Node, locale: Locale) -> Node:
    return _named(node, locale) | {
        name: node.get(name) for name in ("observable_type", "code", "signature_rank", "weight")
    }


def _part(node: Node, locale: Locale) -> Node:
    kept = ("quantity", "is_required", "price_min_eur", "price_max_eur")
    return _named(node, locale) | {"part_id": node["id"]} | {name: node.get(name) for name in kept}


def _vehicle(node: Node, locale: Locale) -> Node:
    kind = "model" if Label.VEHICLE_MODEL.value in node["labels"] else "engine"
    return _named(node, locale) | {"kind": kind, "make": node.get("make")}


def _named(node: Node, locale: Locale) -> Node:
    return {"id": node["id"], "label": label_of(node, locale)}


def _signature(card: StoredCard) -> dict[str, Any]:
    signature = signature_of(card.content)
    return {
        "signature_id": card.properties.get("signature_id"),
        "signature_hash": card.properties.get("signature_hash"),
        "primary_symptoms": list(signature.primary_symptoms),
        "error_codes": list(signature.error_codes),
        "subsystem": signature.subsystem,
        "failure_mode": signature.failure_mode,
        **vars(signature.conditions),
    }


def _confirmed(card: StoredCard, node: TreeNode, locale: Locale) -> shapes.ConfirmedOutput | None:
    if node.confirms is None:
        return None
    found = next(
        each["confirms"]
        for each in card.row.nodes
        if each["confirms"] and each["confirms"]["id"] == node.confirms
    )
    kind = "fault" if Label.FAULT.value in found["labels"] else "root_cause"
    return shapes.ConfirmedOutput.model_validate(_named(found, locale) | {"kind": kind})


def _all_said(texts: Iterable[Bilingual], locale: Locale) -> list[str]:
    return [each for words in texts if (each := said(words, locale))]


def _steps(steps: Sequence[Step], locale: Locale) -> list[shapes.StepOutput]:
    return [
        shapes.StepOutput(order=order, text=said(step.text, locale) or "", minutes=step.minutes)
        for order, step in enumerate(steps, start=1)
    ]
