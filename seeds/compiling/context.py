"""Provenance and prior counts: what every record of a file inherits."""

from dataclasses import dataclass, field
from typing import Any

from graph.vocabulary import (
    OBSERVABLE_RELIABILITY,
    PROVENANCE,
    KnowledgeStatus,
    RelationshipType,
    SourceKind,
)
from seeds.records.fault import FaultRecord
from seeds.records.observable import ObservableRecord
from seeds.records.shared_fields import Bilingual, BilingualList, Sourced
from seeds.records.source import Defaults, SourceRecord
from seeds.rows import RelationshipRow


@dataclass(frozen=True)
class Context:
    """What a record needs to know of its file and of the other files."""

    defaults: Defaults | None
    sources: dict[str, SourceRecord]
    observables: dict[str, ObservableRecord]
    faults: dict[str, FaultRecord] = field(default_factory=dict)

    def source_of(self, record: Sourced, parent: Sourced | None = None) -> SourceRecord:
        """Return the source of a record: its own, else its parent's, else the file's."""
        for holder in (record, parent, self.defaults):
            if holder is not None and holder.source is not None:
                return self.sources[holder.source]
        raise ValueError("a record without a source passed validation")

    def confidence_of(self, record: Sourced, parent: Sourced | None = None) -> float:
        """Return the confidence of a record: its own, else its parent's, else the file's."""
        for holder in (record, parent, self.defaults):
            if holder is not None and holder.confidence is not None:
                return float(holder.confidence)
        raise ValueError("a record without a confidence passed validation")

    def strength_of(self, source: SourceRecord) -> float:
        """Return the pseudo-observations behind a weight that cites this source (section 9)."""
        limit = PROVENANCE[source.kind].strength
        if source.kind is SourceKind.IMPORTED_STATISTICS:
            return float(min(source.sample_size or 1, limit))
        return limit

    def governance(self, record: Sourced, parent: Sourced | None = None) -> dict[str, Any]:
        """Return the provenance properties that nodes and relationships share."""
        source = self.source_of(record, parent)
        return {
            "status": KnowledgeStatus.ACTIVE.value,
            "source_kind": source.kind.value,
            "source_ref": record.source_ref,
            "confidence": self.confidence_of(record, parent),
        }

    def relationship(
        self,
        kind: RelationshipType,
        ends: tuple[str, str],
        record: Sourced,
        parent: Sourced | None = None,
        *,
        weight: float | None = None,
        properties: dict[str, Any] | None = None,
    ) -> RelationshipRow:
        """Return a relationship; a weight becomes prior counts of the source's strength."""
        source = self.source_of(record, parent)
        strength = self.strength_of(source)
        provenance = {
            "sources": [source.id],
            "created_by": "seed",
            "creation_method": PROVENANCE[source.kind].creation_method.value,
            "bidirectional": kind is RelationshipType.RELATED_TO,
        }
        return RelationshipRow(
            type=kind,
            start=ends[0],
            end=ends[1],
            properties={**self.governance(record, parent), **provenance, **(properties or {})},
            alpha=None if weight is None else _rounded(strength * weight),
            beta=None if weight is None else _rounded(strength * (1.0 - weight)),
        )

    def reported_rate(self, weight: float, observable: ObservableRecord) -> float:
        """Return q' = r·q + (1 - r)·unlisted_rate: how often it is *reported* (section 9)."""
        reliability = OBSERVABLE_RELIABILITY[observable.observable_type]
        return reliability * weight + (1.0 - reliability) * observable.unlisted_rate


def texts(name: str, text: Bilingual | None) -> dict[str, Any]:
    """Return the two properties of a bilingual text; None removes them."""
    return {f"{name}_{loc}": getattr(text, loc, None) for loc in ("fr", "en")}


def lists(name: str, entries: BilingualList) -> dict[str, Any]:
    """Return the two list properties of a bilingual list."""
    return {f"{name}_{loc}": list(getattr(entries, loc)) or None for loc in ("fr", "en")}


def labels(label: Bilingual) -> dict[str, Any]:
    """Return the label in both languages and the caption that the Browser shows."""
    caption = label.fr if label.fr == label.en else f"{label.fr} · {label.en}"
    return {**texts("label", label), "caption": caption}


def _rounded(value: float) -> float:
    return round(value, 6)
