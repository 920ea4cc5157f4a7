"""Systems, parts, tools, tests and actions."""

from collections.abc import Iterator
from typing import Any

from graph.vocabulary import Label, RelationshipType
from seeds.compiling.context import Context, labels, lists, texts
from seeds.records.repair import (
    ActionRecord,
    PartRecord,
    Step,
    SystemRecord,
    TestRecord,
    ToolRecord,
)
from seeds.records.shared_fields import Bilingual
from seeds.rows import NodeRow, RelationshipRow

Rows = Iterator[NodeRow | RelationshipRow]


def compile_system(record: SystemRecord, context: Context) -> Rows:
    """Yield the system and its place below its parent."""
    hazard = record.hazard.value if record.hazard else None
    yield NodeRow((Label.SYSTEM,), record.id, {**_labelled(record, context), "hazard": hazard})
    if record.parent:
        yield context.relationship(RelationshipType.PART_OF, (record.id, record.parent), record)


def compile_tool(record: ToolRecord, context: Context) -> Rows:
    """Yield the tool."""
    yield NodeRow((Label.TOOL,), record.id, _labelled(record, context))


def compile_part(record: PartRecord, context: Context) -> Rows:
    """Yield the part, its system, the vehicles it fits and the parts that can replace it."""
    own = {
        "price_min_eur": record.price_min_eur,
        "price_max_eur": record.price_max_eur,
        "gamme_id": record.gamme_id,
    }
    yield NodeRow((Label.PART,), record.id, {**_labelled(record, context), **own})
    yield context.relationship(RelationshipType.PART_OF, (record.id, record.system), record)
    for target in record.fits:
        yield context.relationship(RelationshipType.FITS, (record.id, target), record)
    for link in record.substitutes:
        yield context.relationship(
            RelationshipType.SIMILAR_TO,
            (record.id, link.id),
            link,
            record,
            weight=link.weight,
            properties=texts("reason", link.reason),
        )


def compile_test(record: TestRecord, context: Context) -> Rows:
    """Yield the test, what it reveals and the tools it takes."""
    yield NodeRow(
        (Label.TEST,),
        record.id,
        {
            **_labelled(record, context),
            **texts("description", record.description),
            "minutes": record.minutes,
            "cost_eur": record.cost_eur,
            "skill": record.skill.value,
        },
    )
    for link in record.reveals:
        ends = (record.id, link.observable)
        yield context.relationship(RelationshipType.REVEALS, ends, link, record)
    for tool in record.tools:
        yield context.relationship(RelationshipType.REQUIRES, (record.id, tool), record)


def compile_action(record: ActionRecord, context: Context) -> Rows:
    """Yield the action with its steps as aligned lists, its tools and parts."""
    yield NodeRow(
        (Label.ACTION,),
        record.id,
        {
            **_labelled(record, context),
            **lists("prerequisites", record.prerequisites),
            **lists("warnings", record.warnings),
            **_steps(record.steps),
            "action_code": record.code,
            "action_type": record.action_type.value,
            "estimated_time": duration_text(record.duration_minutes),
            "duration_minutes": record.duration_minutes,
            "difficulty": record.difficulty.value,
            "urgency": record.urgency.value,
            "labor_cost_min_eur": record.labor_cost_min_eur,
            "labor_cost_max_eur": record.labor_cost_max_eur,
        },
    )
    for tool in record.tools:
        yield context.relationship(RelationshipType.REQUIRES, (record.id, tool), record)
    for part in record.parts:
        yield context.relationship(
            RelationshipType.REQUIRES,
            (record.id, part.id),
            part,
            record,
            weight=part.weight,
            properties={"quantity": part.quantity, **texts("condition", part.condition)},
        )


def duration_text(minutes: int) -> str:
    """Return a duration as both languages write it: ``45 min``, ``1 h``, ``1 h 40 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or hours == 0))


def _labelled(
    record: SystemRecord | ToolRecord | PartRecord | TestRecord | ActionRecord, context: Context
) -> dict[str, Any]:
    return {**labels(record.label), **context.governance(record)}


def _steps(steps: tuple[Step, ...]) -> dict[str, list[str]]:
    """Return aligned lists; an empty text stands for no tip or no warning."""

    def column(name: str, locale: str) -> list[str]:
        found: list[Bilingual | None] = [getattr(step, name) for step in steps]
        return [getattr(text, locale) if text else "" for text in found]

    return {
        "step_image_urls": [step.image_url or "" for step in steps],
    } | {
        f"{key}_{locale}": column(name, locale)
        for key, name in (
            ("steps", "description"),
            ("step_tips", "tip"),
            ("step_warnings", "warning"),
        )
        for locale in ("fr", "en")
    }
