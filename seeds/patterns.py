"""Name patterns of recurring faults, matched once when knowledge is compiled (G7).

What a pattern means is said in ``graph.name_patterns``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.name_patterns import all_names, matches, matches_everything
from seeds.records.recurring import RecurringPatternRecord
from seeds.records.source import KnowledgeFile


@dataclass(frozen=True)
class KnownVehicles:
    """All names that patterns are held against, by id; and which model has which engines."""

    models: Mapping[str, frozenset[str]]
    engines: Mapping[str, frozenset[str]]
    engines_of: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class PatternTarget:
    """A model or engine that a pattern holds for.

    Attributes:
        model_ids: models of the engine that it holds for; empty: all.
    """

    id: str
    model_ids: tuple[str, ...] = ()


def known_vehicles(files: Iterable[KnowledgeFile]) -> KnownVehicles:
    """Return the names of all models and engine families of all files."""
    listed = list(files)
    makes = {make.id: make.label for file in listed for make in file.makes}
    models = [model for file in listed for model in file.models]
    return KnownVehicles(
        models={
            model.id: all_names((model.label, *model.aliases), makes.get(model.make, ""))
            for model in models
        },
        engines={
            engine.id: all_names(
                (engine.label, *engine.aliases, *filter(None, [engine.engine_code])),
                makes.get(engine.make, ""),
            )
            for file in listed
            for engine in file.engine_families
        },
        engines_of={model.id: frozenset(model.engines) for model in models},
    )


def pattern_targets(
    record: RecurringPatternRecord, known: KnownVehicles
) -> tuple[PatternTarget, ...]:
    """Return what a record holds for, sorted by id; nothing when a pattern matches nothing.

    Without an engine pattern: the matching models. With one and every model: the matching
    engines. With both: the matching engines, each bound to the matching models that have it.
    """
    left_out = set(record.except_targets)
    models = _matching(record.vehicle_model_pattern, known.models) - left_out
    if record.engine_pattern is None:
        return tuple(PatternTarget(key) for key in sorted(models))
    engines = _matching(record.engine_pattern, known.engines) - left_out
    excepted_model = bool(left_out & known.models.keys())
    if matches_everything(record.vehicle_model_pattern) and not excepted_model:
        return tuple(PatternTarget(key) for key in sorted(engines))
    bound = (
        PatternTarget(
            key, tuple(model for model in sorted(models) if key in known.engines_of[model])
        )
        for key in sorted(engines)
    )
    return tuple(target for target in bound if target.model_ids)


def unmatched_patterns(
    files: Mapping[str, KnowledgeFile],
) -> Iterator[tuple[str, int, RecurringPatternRecord]]:
    """Yield file, place and record of each pattern that finds no model and no engine."""
    known = known_vehicles(files.values())
    for name, file in files.items():
        for at, record in enumerate(file.recurring_patterns):
            if not pattern_targets(record, known):
                yield name, at, record


def pattern_problems(
    files: Mapping[str, KnowledgeFile],
) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Yield (file, place, message) of each pattern that matches nothing or is told twice."""
    told: dict[tuple[object, ...], str] = {}
    for name, file in files.items():
        for at, record in enumerate(file.recurring_patterns):
            if (first := told.setdefault(pattern_key(record), f"{name} {at}")) != f"{name} {at}":
                place = ("recurring_patterns", at, "fault")
                yield name, place, f"already told in {first}, with the same patterns and ranges"
    for name, at, record in unmatched_patterns(files):
        said = " with ".join(filter(None, [record.vehicle_model_pattern, record.engine_pattern]))
        field = "vehicle_model_pattern" if record.engine_pattern is None else "engine_pattern"
        yield (
            name,
            ("recurring_patterns", at, field),
            f"{said} matches no model and engine: mend the pattern or add the vehicle",
        )


def pattern_key(record: RecurringPatternRecord) -> tuple[object, ...]:
    """Return what tells records apart: fault, names, windows and source."""
    km, years = record.typical_km_range, record.year_range
    return (
        record.fault,
        record.vehicle_model_pattern,
        record.engine_pattern,
        km and (km.start, km.end),
        years and (years.start, years.end),
        record.source,
    )


def _matching(pattern: str, names: Mapping[str, frozenset[str]]) -> set[str]:
    return {key for key, said in names.items() if matches(pattern, said)}
