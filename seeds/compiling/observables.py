"""Observables and their aliases."""

from collections.abc import Iterator
from typing import Any

from graph.vocabulary import (
    OBSERVABLE_RELIABILITY,
    AliasKind,
    KnowledgeStatus,
    Label,
    Locale,
    ObservableType,
    RelationshipType,
)
from seeds.compiling.context import Context, labels, texts
from seeds.records.observable import ObservableRecord
from seeds.rows import NodeRow, RelationshipRow, content_hash

_KIND_LABEL = {
    ObservableType.SYMPTOM: Label.SYMPTOM,
    ObservableType.SIGN: Label.SIGN,
    ObservableType.DTC: Label.DTC,
}


def compile_observable(
    record: ObservableRecord, context: Context
) -> Iterator[NodeRow | RelationshipRow]:
    """Yield the observable, its aliases and its place in the system tree."""
    yield NodeRow(
        labels=(_KIND_LABEL[record.observable_type], Label.OBSERVABLE),
        id=record.id,
        properties={
            **labels(record.label),
            **texts("question", record.question),
            **context.governance(record),
            **record.taxonomy.model_dump(mode="json"),
            **_qualifiers(record),
            "observable_type": record.observable_type.value,
            "reliability": OBSERVABLE_RELIABILITY[record.observable_type],
            "leak": record.leak,
            "unlisted_rate": record.unlisted_rate,
            "powertrains": [value.value for value in record.powertrains],
            "vehicle_types": [value.value for value in record.vehicle_types],
            **_code(record),
        },
    )
    if record.system:
        ends = (record.id, record.system)
        yield context.relationship(RelationshipType.PART_OF, ends, record)
    for locale, kind, text in _alias_texts(record):
        yield from _alias(record, context, locale, kind, text)


def _code(record: ObservableRecord) -> dict[str, Any]:
    if record.code is None or record.code_kind is None:
        return {}
    return {"code": record.code, "make": record.make, "code_kind": record.code_kind.value}


def _qualifiers(record: ObservableRecord) -> dict[str, Any]:
    """Return the aligned lists of the conditions and their base rates; None without any."""
    rates = [
        (f"{taxonomy}={value}", rate)
        for taxonomy, shares in record.qualifiers.items()
        for value, rate in shares.items()
    ]
    return {
        "qualifier": [name for name, _ in rates] or None,
        "qualifier_rate": [rate for _, rate in rates] or None,
    }


def _alias_texts(record: ObservableRecord) -> Iterator[tuple[Locale, AliasKind, str]]:
    """Yield each text once per language, the label first."""
    for locale in Locale:
        seen: set[str] = set()
        label = getattr(record.label, locale.value)
        candidates = [(AliasKind.LABEL, label)]
        candidates += [(AliasKind.ALIAS, text) for text in getattr(record.aliases, locale.value)]
        if record.code:
            candidates.append((AliasKind.CODE, record.code))
        for kind, text in candidates:
            if text.casefold() not in seen:
                seen.add(text.casefold())
                yield locale, kind, text


def _alias(
    record: ObservableRecord, context: Context, locale: Locale, kind: AliasKind, text: str
) -> Iterator[NodeRow | RelationshipRow]:
    alias_id = "alias." + content_hash([record.id, locale.value, text])
    yield NodeRow(
        labels=(Label.ALIAS,),
        id=alias_id,
        properties={
            "text": text,
            "locale": locale.value,
            "kind": kind.value,
            "caption": text,
            "status": KnowledgeStatus.ACTIVE.value,
        },
    )
    yield context.relationship(RelationshipType.NAMES, (alias_id, record.id), record)
