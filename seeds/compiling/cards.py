"""Failure cards: their node, their tree, and what joins both to the rest of the knowledge."""

from collections.abc import Iterator
from typing import Any

from graph.cards.content import Bilingual, CardContent, RequiredPart, SignatureConditions, Step
from graph.cards.links import Link, card_links, node_key
from graph.cards.properties import card_properties, node_properties, normalised
from graph.cards.tree import tree_nodes
from graph.vocabulary import Label, RelationshipType
from graph.vocabulary_records import CardStatus, ConfidenceLevel
from seeds.compiling.context import Context
from seeds.records.card import CardRecord, CardStep
from seeds.records.fault import FaultRecord
from seeds.records.shared_fields import Bilingual as BilingualRecord
from seeds.rows import NodeRow, RelationshipRow

_TEXTS = ("title", "description", "root_cause", "root_cause_details", "resolution_summary")
_TEXT_LISTS = ("failure_conditions", "secondary_causes", "diagnostic_tools")
_STEPS = ("verification_steps", "resolution_steps")
_SAME = (
    "subsystem_category",
    "failure_mode",
    "symptoms",
    "symptom_codes",
    "symptom_text",
    "error_codes",
    "diagnostic_duration_minutes",
    "estimated_repair_time_minutes",
    "skill_level_required",
    "estimated_parts_cost",
    "estimated_labor_cost",
    "vehicle_makes",
    "universal_failure",
    "tags",
    "source_type",
)
#: What a card starts with and then learns; a later load leaves it as it is.
_INITIAL: dict[str, Any] = {
    "confidence_score": 0.5,
    "confidence_level": ConfidenceLevel.MEDIUM.value,
    "effectiveness_score": 0.5,
    "usage_count": 0,
    "success_count": 0,
    "failure_count": 0,
    "synced_to_network": False,
}
#: P(fixed | card followed) before anybody followed it.
_UNTRIED = 0.5


def compile_card(record: CardRecord, context: Context) -> Iterator[NodeRow | RelationshipRow]:
    """Yield the card, the nodes of its tree, and every relationship of both."""
    content = normalised(card_content(record))
    governance = context.governance(record)
    own = {**card_properties(record.id, content), **governance}
    own["status"] = CardStatus.APPROVED.value
    yield NodeRow((Label.FAILURE_CARD,), record.id, own, initial=_INITIAL)
    for step, node in enumerate(tree_nodes(content.tree) if content.tree else (), start=1):
        properties = {**node_properties(node, step), **governance}
        key = node_key(record.id, node.node_id)
        yield NodeRow((Label.DIAGNOSTIC_NODE,), key, properties)
        ends = (key, context.source_of(record).id)
        yield context.relationship(RelationshipType.SOURCED_FROM, ends, record)
    for link in card_links(record.id, content, _code_ids(content, context)):
        yield _relationship(link, record, context)


def card_content(record: CardRecord) -> CardContent:
    """Return what a record says, as the engine has it."""
    given: dict[str, Any] = {name: getattr(record, name) for name in _SAME}
    given |= {name: _text(getattr(record, name)) for name in _TEXTS}
    given |= {name: tuple(map(_text, getattr(record, name))) for name in _TEXT_LISTS}
    given |= {name: tuple(map(_step, getattr(record, name))) for name in _STEPS}
    return CardContent(
        **given,
        conditions=SignatureConditions(**record.conditions.model_dump()),
        fault_id=record.fault,
        system_ids=record.systems,
        root_cause_ids=record.root_causes,
        parts=tuple(
            RequiredPart(part.id, part.quantity, part.is_required) for part in record.parts
        ),
        covers=record.covers,
        tree=record.tree.model_dump() if record.tree else None,
    )


def _relationship(link: Link, record: CardRecord, context: Context) -> RelationshipRow:
    properties = dict(link.properties)
    if link.kind is RelationshipType.INDICATES:
        properties["weight"] = _weight(link.start, context.faults[record.fault], context)
    untried = _UNTRIED if link.kind is RelationshipType.RESOLVES else None
    ends = (link.start, link.end)
    return context.relationship(link.kind, ends, record, weight=untried, properties=properties)


def _weight(observable_id: str, fault: FaultRecord, context: Context) -> float | None:
    """Return how often the card's fault shows an observable; None where the seeds do not say."""
    for link in fault.indicated_by:
        if link.observable == observable_id:
            rate = context.reported_rate(link.weight, context.observables[observable_id])
            return round(rate, 6)
    return None


def _code_ids(content: CardContent, context: Context) -> tuple[str, ...]:
    """Return the codes that the seeds have; a maker's own where the card names that make."""
    makes = {"SAE", *content.vehicle_makes}
    known = {(record.code, record.make): key for key, record in context.observables.items()}
    found = ((code, make) for code in content.error_codes for make in sorted(makes))
    return tuple(known[each] for each in found if each in known)


def _text(text: BilingualRecord | None) -> Bilingual:
    return Bilingual(text.fr, text.en) if text else Bilingual()


def _step(step: CardStep) -> Step:
    return Step(_text(step.text), step.minutes)
