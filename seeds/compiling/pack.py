"""A whole knowledge folder to rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from graph.vocabulary import KnowledgeStatus, Label, RelationshipType
from seeds.compiling.cards import compile_card
from seeds.compiling.context import Context
from seeds.compiling.faults import compile_family, compile_fault, compile_root_cause
from seeds.compiling.observables import compile_observable
from seeds.compiling.recurring import compile_patterns
from seeds.compiling.repairs import (
    compile_action,
    compile_part,
    compile_system,
    compile_test,
    compile_tool,
)
from seeds.compiling.risk import compile_risk_curve
from seeds.compiling.vehicles import compile_engine, compile_make, compile_model
from seeds.patterns import known_vehicles
from seeds.records.shared_fields import Sourced
from seeds.records.source import KnowledgeFile, SourceRecord
from seeds.rows import NodeRow, RelationshipRow, content_hash
from seeds.validate import Pack

Compiler = Callable[[Any, Context], Iterator[NodeRow | RelationshipRow]]
_COMPILERS: dict[str, Compiler] = {
    "systems": compile_system,
    "families": compile_family,
    "observables": compile_observable,
    "faults": compile_fault,
    "root_causes": compile_root_cause,
    "parts": compile_part,
    "tools": compile_tool,
    "tests": compile_test,
    "actions": compile_action,
    "makes": compile_make,
    "engine_families": compile_engine,
    "models": compile_model,
    "risk_curves": compile_risk_curve,
    "failure_cards": compile_card,
}


@dataclass(frozen=True)
class CompiledPack:
    """All rows of a knowledge folder, sorted, and one hash of them."""

    nodes: tuple[NodeRow, ...]
    relationships: tuple[RelationshipRow, ...]
    unlisted_prior: float

    @property
    def content_hash(self) -> str:
        """Hash of every row."""
        nodes = [[row.id, row.content_hash] for row in self.nodes]
        return content_hash(
            [
                nodes,
                [[row.relation_id, row.content_hash] for row in self.relationships],
                self.unlisted_prior,
            ]
        )


def compile_pack(pack: Pack) -> CompiledPack:
    """Compile every record of every file."""
    sources = {record.id: record for file in pack.files.values() for record in file.sources}
    observables = {record.id: record for file in pack.files.values() for record in file.observables}
    faults = {record.id: record for file in pack.files.values() for record in file.faults}
    names = known_vehicles(pack.files.values())
    rows: list[NodeRow | RelationshipRow] = [_source(record) for record in sources.values()]
    for file in pack.files.values():
        context = Context(file.defaults, sources, observables, faults)
        rows.extend(_file(file, context))
        rows.extend(compile_patterns(file.recurring_patterns, names, context))
    return CompiledPack(
        nodes=tuple(
            sorted((row for row in rows if isinstance(row, NodeRow)), key=lambda row: row.id)
        ),
        relationships=tuple(
            sorted(
                (row for row in rows if isinstance(row, RelationshipRow)),
                key=lambda row: (row.type, row.start, row.end, row.key or ""),
            )
        ),
        unlisted_prior=_unlisted_prior(pack),
    )


def _unlisted_prior(pack: Pack) -> float:
    """Return the one that is stated; validation has made sure that there is exactly one."""
    return next(file.parameters.unlisted_prior for file in pack.files.values() if file.parameters)


def _file(file: KnowledgeFile, context: Context) -> Iterator[NodeRow | RelationshipRow]:
    for section, compiler in _COMPILERS.items():
        for record in getattr(file, section):
            yield from compiler(record, context)
            yield _sourced_from(record, context)


def _sourced_from(record: Any, context: Context) -> RelationshipRow:
    assert isinstance(record, Sourced)  # noqa: S101 - every section holds sourced records
    ends = (record.id, context.source_of(record).id)  # type: ignore[attr-defined]
    return context.relationship(RelationshipType.SOURCED_FROM, ends, record)


def _source(record: SourceRecord) -> NodeRow:
    return NodeRow(
        (Label.SOURCE,),
        record.id,
        {
            "source_kind": record.kind.value,
            "title_fr": record.title.fr,
            "title_en": record.title.en,
            "caption": f"{record.title.fr} · {record.title.en}",
            "licence": record.licence,
            "url": record.url,
            "attribution": record.attribution,
            "sample_size": record.sample_size,
            "retrieved": record.retrieved.isoformat(),
            "status": KnowledgeStatus.ACTIVE.value,
        },
    )
