"""Recurring faults by name patterns, turned into relationships once (KG v2.8.12)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.vocabulary import RelationshipType
from seeds.compiling.context import Context
from seeds.compiling.faults import odds_multiplier
from seeds.patterns import KnownVehicles, PatternTarget, pattern_key, pattern_targets
from seeds.records.recurring import RecurringPatternRecord
from seeds.rows import RelationshipRow, content_hash


def compile_patterns(
    records: Iterable[RecurringPatternRecord], known: KnownVehicles, context: Context
) -> Iterator[RelationshipRow]:
    """Yield an AFFECTS for each model or engine that a pattern holds for."""
    for record in records:
        for target in pattern_targets(record, known):
            yield _affects(record, target, context)


def _affects(
    record: RecurringPatternRecord, target: PatternTarget, context: Context
) -> RelationshipRow:
    km, years = record.typical_km_range, record.year_range
    row = context.relationship(
        RelationshipType.AFFECTS,
        (record.fault, target.id),
        record,
        properties={
            "model_pattern": record.vehicle_model_pattern,
            "engine_pattern": record.engine_pattern,
            "model_ids": list(target.model_ids) or None,
            "km_from": km and km.start,
            "km_to": km and km.end,
            "year_from": years and years.start,
            "year_to": years and years.end,
            "frequency_rate": record.frequency_rate,
            "severity": record.severity.value,
            "probability_boost": record.probability_boost,
            "odds_multiplier": round(odds_multiplier(record.probability_boost), 6),
        },
    )
    return replace(row, key=content_hash(pattern_key(record)))
