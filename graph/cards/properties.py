"""The content of a card as properties of its node, and back again.

A list of bilingual texts is two aligned lists; an empty text stands for a language that is missing,
and 0 for minutes that are not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from graph.cards.content import Bilingual, CardContent, RequiredPart, SignatureConditions, Step
from graph.cards.links import node_key
from graph.cards.signature import FailureSignature, normal_code, signature_of
from graph.cards.tree import TEXT_LISTS, TEXTS, DiagnosticTree, TreeNode
from graph.cards.tree_checks import parse_tree
from graph.errors import InvalidInputError
from graph.vocabulary_records import CardSourceType, FailureMode, SkillLevel, SubsystemCategory

_TEXTS = ("title", "description", "root_cause", "root_cause_details", "resolution_summary")
_TEXT_LISTS = ("failure_conditions", "secondary_causes", "diagnostic_tools")
_STEPS = (
    ("verification_steps", "verification_step_minutes"),
    ("resolution_steps", "resolution_step_minutes"),
)
_PLAIN_LISTS = ("symptom_codes", "error_codes", "vehicle_makes", "tags")
_PLAIN = (
    "symptom_text",
    "diagnostic_duration_minutes",
    "estimated_repair_time_minutes",
    "estimated_parts_cost",
    "estimated_labor_cost",
    "currency",
    "universal_failure",
    "source_ticket_id",
)
_ENUMERATIONS: dict[str, type[StrEnum]] = {
    "subsystem_category": SubsystemCategory,
    "failure_mode": FailureMode,
    "skill_level_required": SkillLevel,
    "source_type": CardSourceType,
}
_COMPUTED = {
    "caption",
    "signature_hash",
    "signature_id",
    "tree_id",
    "total_paths",
    "avg_path_length",
    "estimated_total_cost",
}
_CONDITIONS = tuple(each.name for each in fields(SignatureConditions))


def normalised(content: CardContent) -> CardContent:
    """Return the content as the graph gives it back: what says nothing is gone.

    Outer blanks and doubles go, codes are in upper case, what has no order is sorted, the tree is
    in the order of its steps.

    Raises:
        InvalidInputError: the tree is wrong, a part is named twice, or the time is none.
    """
    _refuse_doubles(content.parts)
    tree = None if content.tree is None else parse_tree(content.tree).as_dict()
    texts: dict[str, Any] = {name: _clean(getattr(content, name)) for name in _TEXTS}
    texts |= {name: _clean_all(getattr(content, name)) for name in _TEXT_LISTS}
    texts |= {
        name: tuple(
            Step(_clean(step.text), step.minutes or None) for step in getattr(content, name)
        )
        for name, _ in _STEPS
    }
    return replace(
        content,
        **texts,
        symptoms=_once(content.symptoms),
        symptom_codes=_once(content.symptom_codes),
        symptom_text=(content.symptom_text or "").strip() or None,
        error_codes=_once(normal_code(code) for code in content.error_codes),
        system_ids=tuple(sorted(_once(content.system_ids))),
        root_cause_ids=tuple(sorted(_once(content.root_cause_ids))),
        covers=tuple(sorted(_once(content.covers))),
        vehicle_makes=_once(content.vehicle_makes),
        tags=_once(content.tags),
        first_detected_at=_iso(content.first_detected_at),
        tree=tree,
    )


def card_properties(card_id: str, content: CardContent) -> dict[str, Any]:
    """Return what the node of a normalised content holds; None where there is nothing."""
    signature = signature_of(content)
    found: dict[str, Any] = {}
    for name in _TEXTS:
        found |= _two(name, getattr(content, name))
    for name in _TEXT_LISTS:
        found |= _two_lists(name, getattr(content, name))
    for name, minutes in _STEPS:
        steps = getattr(content, name)
        found |= _two_lists(name, [step.text for step in steps])
        found[minutes] = [step.minutes or 0 for step in steps] or None
    found |= {name: list(getattr(content, name)) or None for name in _PLAIN_LISTS}
    found |= {name: getattr(content, name) for name in _PLAIN}
    found |= {name: _value(getattr(content, name)) for name in _ENUMERATIONS}
    found |= {name: _value(getattr(content.conditions, name)) for name in _CONDITIONS}
    return found | {
        "caption": _caption(content.title),
        "primary_symptoms": list(content.symptoms) or None,
        "signature_hash": None if signature.is_empty else signature.hash,
        "signature_id": None if signature.is_empty else f"sig_{signature.hash[:20]}",
        "tree_id": None if content.tree is None else node_key(card_id, "tree"),
        "estimated_total_cost": _total(content),
        "first_detected_at": _moment(content.first_detected_at),
        **_tree_figures(content),
    }


def as_values(content: CardContent) -> dict[str, Any]:
    """Return a normalised content as plain values, for the audit log; nothing that is computed."""
    properties = card_properties("", content)
    return {key: value for key, value in properties.items() if key not in _COMPUTED} | {
        "fault_id": content.fault_id,
        "system_ids": list(content.system_ids),
        "root_cause_ids": list(content.root_cause_ids),
        "covers": list(content.covers),
        "parts": [[part.part_id, part.quantity, part.is_required] for part in content.parts],
        "tree": content.tree,
    }


def signature_of_properties(properties: Mapping[str, Any]) -> FailureSignature:
    """Return the signature that the properties of a card tell of, whatever hash it has."""
    return FailureSignature(
        primary_symptoms=tuple(properties.get("primary_symptoms") or ()),
        error_codes=tuple(properties.get("error_codes") or ()),
        subsystem=properties["subsystem_category"],
        failure_mode=properties.get("failure_mode"),
        conditions=SignatureConditions(**{name: properties.get(name) for name in _CONDITIONS}),
    )


def content_of(
    properties: Mapping[str, Any], links: Mapping[str, Any], nodes: Sequence[TreeNode]
) -> CardContent:
    """Return the content that a stored card holds, normalised.

    Args:
        properties: of the node.
        links: ``fault_id``, ``system_ids``, ``root_cause_ids``, ``covers``, and ``parts`` as
            (id, quantity, is_required) in their order.
        nodes: of its tree, in the order of the steps; empty when it has none.
    """
    texts: dict[str, Any] = {name: _bilingual(properties, name) for name in _TEXTS}
    texts |= {name: tuple(_bilinguals(properties, name)) for name in _TEXT_LISTS}
    texts |= {name: tuple(_steps(properties, name, minutes)) for name, minutes in _STEPS}
    texts |= {name: tuple(properties.get(name) or ()) for name in _PLAIN_LISTS}
    texts |= {name: properties[name] for name in _PLAIN if properties.get(name) is not None}
    texts |= {
        name: kind(properties[name])
        for name, kind in _ENUMERATIONS.items()
        if properties.get(name) is not None
    }
    detected = properties.get("first_detected_at")
    return CardContent(
        **texts,
        symptoms=tuple(properties.get("primary_symptoms") or ()),
        conditions=SignatureConditions(**{name: properties.get(name) for name in _CONDITIONS}),
        fault_id=links["fault_id"],
        system_ids=tuple(sorted(links["system_ids"])),
        root_cause_ids=tuple(sorted(links["root_cause_ids"])),
        covers=tuple(sorted(links["covers"])),
        parts=tuple(RequiredPart(*part) for part in links["parts"]),
        first_detected_at=_iso(detected.isoformat()) if detected is not None else None,
        tree=DiagnosticTree(tuple(nodes)).as_dict() if nodes else None,
    )


def node_properties(node: TreeNode, step_number: int) -> dict[str, Any]:
    """Return what the :DiagnosticNode of a tree node holds; None where there is nothing."""
    found: dict[str, Any] = {}
    for name in TEXTS:
        found |= _two(name, getattr(node, name))
    for name, stored in zip(TEXT_LISTS, ("tools", "safety_warnings"), strict=True):
        found |= _two_lists(stored, getattr(node, name))
    return found | {
        "step_number": step_number,
        "duration_minutes": node.duration_minutes,
        "rules_out": node.rules_out,
        "caption": _caption(node.question) or _caption(node.check_action) or node.node_id,
    }


def node_of(node_id: str, properties: Mapping[str, Any]) -> TreeNode:
    """Return the tree node that a stored :DiagnosticNode with its branches is.

    Args:
        node_id: its id within the tree.
        properties: of the node, and ``if_yes``, ``if_no``, ``confirms`` of its relationships.
    """
    return TreeNode(
        node_id=node_id,
        question=_bilingual(properties, "question"),
        check_action=_bilingual(properties, "check_action"),
        expected_outcome=_bilingual(properties, "expected_outcome"),
        tools_required=tuple(_bilinguals(properties, "tools")),
        safety_warnings=tuple(_bilinguals(properties, "safety_warnings")),
        duration_minutes=properties.get("duration_minutes"),
        if_yes=properties["if_yes"],
        if_no=properties["if_no"],
        confirms=properties["confirms"],
        rules_out=bool(properties.get("rules_out")),
    )


def _refuse_doubles(parts: Sequence[RequiredPart]) -> None:
    seen: set[str] = set()
    for at, part in enumerate(parts):
        if part.part_id in seen:
            raise InvalidInputError(
                f"the part {part.part_id[:80]!r} is named twice",
                field=f"required_parts.{at}.part_id",
                fix="name it once, with its whole quantity",
                key="card.part_twice",
                values={"id": part.part_id[:80]},
            )
        seen.add(part.part_id)


def _tree_figures(content: CardContent) -> dict[str, Any]:
    if content.tree is None:
        return {"total_paths": None, "avg_path_length": None}
    tree = parse_tree(content.tree)
    return {"total_paths": tree.total_paths, "avg_path_length": tree.avg_path_length}


def _total(content: CardContent) -> float | None:
    costs = [content.estimated_parts_cost, content.estimated_labor_cost]
    known = [cost for cost in costs if cost is not None]
    return round(sum(known), 2) if known else None


def _clean(text: Bilingual) -> Bilingual:
    return Bilingual((text.fr or "").strip() or None, (text.en or "").strip() or None)


def _clean_all(texts: Iterable[Bilingual]) -> tuple[Bilingual, ...]:
    return tuple(text for text in map(_clean, texts) if text != Bilingual())


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stripped for value in values if (stripped := value.strip())))


def _two(name: str, text: Bilingual) -> dict[str, Any]:
    return {f"{name}_fr": text.fr, f"{name}_en": text.en}


def _two_lists(name: str, texts: Sequence[Bilingual]) -> dict[str, Any]:
    return {
        f"{name}_fr": [text.fr or "" for text in texts] or None,
        f"{name}_en": [text.en or "" for text in texts] or None,
    }


def _bilingual(properties: Mapping[str, Any], name: str) -> Bilingual:
    return Bilingual(properties.get(f"{name}_fr"), properties.get(f"{name}_en"))


def _bilinguals(properties: Mapping[str, Any], name: str) -> Iterable[Bilingual]:
    pairs = zip(properties.get(f"{name}_fr") or (), properties.get(f"{name}_en") or (), strict=True)
    return (Bilingual(fr or None, en or None) for fr, en in pairs)


def _steps(properties: Mapping[str, Any], name: str, minutes: str) -> Iterable[Step]:
    texts = _bilinguals(properties, name)
    known = properties.get(minutes) or ()
    return (
        Step(text, (known[at] or None) if at < len(known) else None)
        for at, text in enumerate(texts)
    )


def _caption(text: Bilingual) -> str | None:
    said = [each for each in dict.fromkeys((text.fr, text.en)) if each]
    return " · ".join(said) or None


def _value(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value


def _iso(text: str | None) -> str | None:
    moment = _moment(text)
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    """Return a time with its zone; without one it is UTC."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(
            "first_detected_at is no date and time",
            field="first_detected_at",
            fix="write it as 2026-05-31 or 2026-05-31T08:30:00+02:00",
            key="card.no_time",
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
