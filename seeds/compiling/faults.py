"""Faults and everything that hangs on them."""

from collections.abc import Iterator
from typing import Any

from graph.vocabulary import Label, RelationshipType
from seeds.compiling.context import Context, labels, lists, texts
from seeds.qualifiers import likelihood_ratios
from seeds.records.fault import (
    FaultFamilyRecord,
    FaultRecord,
    Indication,
    RecurringFault,
    RootCauseRecord,
)
from seeds.records.observable import ObservableRecord
from seeds.rows import NodeRow, RelationshipRow

Rows = Iterator[NodeRow | RelationshipRow]
#: The probability at which the sources' additive boost is converted to odds (section 9).
_BOOST_ANCHOR = 0.2


def applicability_class(record: FaultRecord) -> str:
    """Return the name of the set of vehicles a fault applies to, equal for equal sets."""
    powertrains = "+".join(sorted(value.value for value in record.powertrains))
    return powertrains + "|" + "+".join(sorted(value.value for value in record.vehicle_types))


def odds_multiplier(probability_boost: float) -> float:
    """Return the odds multiplier that lifts a fault of probability .2 by the boost.

    .20 lifts .2 to .4: odds times 2.67 (requirements section 9, "probability_boost").
    """
    lifted = _BOOST_ANCHOR + probability_boost
    return lifted / (1.0 - lifted) * (1.0 - _BOOST_ANCHOR) / _BOOST_ANCHOR


def compile_fault(record: FaultRecord, context: Context) -> Rows:
    """Yield the fault and its relationships."""
    source = context.source_of(record)
    yield NodeRow(
        labels=(Label.FAULT,),
        id=record.id,
        properties={
            **labels(record.label),
            **texts("description", record.description),
            **texts("safety_reason", record.safety_reason),
            **context.governance(record),
            "safety_level": record.safety_level.value,
            "powertrains": [value.value for value in record.powertrains],
            "vehicle_types": [value.value for value in record.vehicle_types],
            "applicability_class": applicability_class(record),
            "prior_rate": record.prior_rate,
            "prior_source": source.id,
            "prior_strength": context.strength_of(source),
        },
    )
    yield context.relationship(RelationshipType.IN_FAMILY, (record.id, record.family), record)
    yield context.relationship(RelationshipType.PART_OF, (record.id, record.system), record)
    for target in record.related_to:
        yield context.relationship(RelationshipType.RELATED_TO, (record.id, target), record)
    yield from _evidence(record, context)
    yield from _causes(record, context)
    yield from _remedies(record, context)
    for recurring in record.recurring:
        yield _recurring(record, recurring, context)
    if record.verification:
        yield from _verification(record, context)


def _evidence(record: FaultRecord, context: Context) -> Rows:
    for link in record.indicated_by:
        observable = context.observables[link.observable]
        yield context.relationship(
            RelationshipType.INDICATES,
            (link.observable, record.id),
            link,
            record,
            weight=context.reported_rate(link.weight, observable),
            properties={**texts("reason", link.reason), **_qualifiers(link, observable)},
        )


def _qualifiers(link: Indication, observable: ObservableRecord) -> dict[str, Any]:
    """Return the aligned lists of the conditions and their ratios; None where there are none."""
    ratios = [
        (f"{taxonomy}={value}", ratio)
        for taxonomy, shares in link.qualifiers.items()
        for value, ratio in likelihood_ratios(observable.qualifiers[taxonomy], shares)
    ]
    return {
        "qualifier": [name for name, _ in ratios] or None,
        "ratio": [ratio for _, ratio in ratios] or None,
    }


def _causes(record: FaultRecord, context: Context) -> Rows:
    for cause in record.root_causes:
        yield context.relationship(
            RelationshipType.CAUSES,
            (cause.id, record.id),
            cause,
            record,
            weight=cause.weight,
            properties={
                "share": cause.share,
                "contexts": [each.when for each in cause.context_boost] or None,
                "context_boost": [
                    round(odds_multiplier(each.boost), 6) for each in cause.context_boost
                ]
                or None,
            },
        )
    for effect in record.causes:
        yield context.relationship(
            RelationshipType.CAUSES, (record.id, effect.fault), effect, record, weight=effect.weight
        )


def _remedies(record: FaultRecord, context: Context) -> Rows:
    for part in record.parts:
        yield context.relationship(
            RelationshipType.REQUIRES,
            (record.id, part.id),
            part,
            record,
            weight=part.weight,
            properties={
                "quantity": part.quantity,
                "priority": part.priority,
                "is_required": part.is_required,
            },
        )
    for action in record.actions:
        yield context.relationship(
            RelationshipType.RESOLVES,
            (action.id, record.id),
            action,
            record,
            weight=action.weight,
            properties={
                "execution_order": action.order,
                "is_mandatory": action.mandatory,
                **texts("condition", action.condition),
            },
        )


def _recurring(record: FaultRecord, recurring: RecurringFault, context: Context) -> RelationshipRow:
    details = recurring.model_dump(
        mode="json", exclude={"target", "source", "source_ref", "confidence"}
    )
    details["odds_multiplier"] = round(odds_multiplier(recurring.probability_boost), 6)
    return context.relationship(
        RelationshipType.AFFECTS,
        (record.id, recurring.target),
        recurring,
        record,
        properties=details,
    )


def _verification(record: FaultRecord, context: Context) -> Rows:
    check = record.verification
    assert check is not None  # noqa: S101 - narrowed by the caller
    template_id = "verification." + record.id.removeprefix("fault.")
    yield NodeRow(
        labels=(Label.VERIFICATION_TEMPLATE,),
        id=template_id,
        properties={
            **context.governance(record),
            **texts("quick_test", check.quick_test),
            **texts("visual_check", check.visual_check),
            **texts("tool_required", check.tool_required),
            "caption": f"{check.quick_test.fr} · {check.quick_test.en}",
            "estimated_time": f"{check.estimated_time_minutes} minutes",
            "difficulty": check.difficulty,
            "default_urgency": check.urgency,
            "can_drive_default": check.can_drive,
            "max_km_default": check.max_km,
            "diy_feasibility": check.diy_feasibility,
        },
    )
    yield context.relationship(RelationshipType.VERIFIED_BY, (record.id, template_id), record)


def compile_family(record: FaultFamilyRecord, context: Context) -> Rows:
    """Yield the family of faults."""
    yield NodeRow(
        labels=(Label.FAULT_FAMILY,),
        id=record.id,
        properties={
            **labels(record.label),
            **context.governance(record),
            "family_code": record.code,
            "family_icon": record.icon,
            "display_order": record.display_order,
        },
    )


def compile_root_cause(record: RootCauseRecord, context: Context) -> Rows:
    """Yield the root cause."""
    yield NodeRow(
        labels=(Label.ROOT_CAUSE,),
        id=record.id,
        properties={
            **labels(record.label),
            **texts("description", record.description),
            **lists("prevention_tips", record.prevention_tips),
            **context.governance(record),
            "root_cause_code": record.code,
            "cause_type": record.cause_type.value,
            "is_preventable": record.is_preventable,
        },
    )
