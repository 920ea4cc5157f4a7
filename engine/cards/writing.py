"""Make a failure card inside a transaction: node, tree, relationships, history and event.

The graph version's lock comes first and the event last, so that writers queue in one order. What
the ids of a content mean is checked under the lock; the first one that the graph does not have is
named with its field, and nothing is written.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from cypher.library import query
from cypher.rows.card import MergeCardEmbeddingRow
from cypher.rows.learning import MergeVersionLockRow
from cypher.rows.seed import MergeGraphVersionRow
from engine.cards.finding import read_card
from engine.cards.knowledge import (
    Provenance,
    Version,
    check_references,
    write_knowledge,
    write_version,
)
from engine.events.appending import NewEvent, append_events
from engine.governing.entries import Change, Decision, write_entry
from engine.identifiers import new_id
from engine.principal import Principal
from graph.cards.content import CardContent
from graph.cards.levels import confidence_level
from graph.cards.properties import as_values, card_properties, normalised
from graph.nodes.check import check_properties
from graph.session import Transaction
from graph.vocabulary import PROVENANCE, Label, SourceKind
from graph.vocabulary_records import (
    AuditAction,
    CardAction,
    CardSourceType,
    CardStatus,
    EntityKind,
    EventType,
    RevisionChange,
    Role,
)

MERGE_VERSION_LOCK = query("learning/merge_version_lock", MergeVersionLockRow)
MERGE_GRAPH_VERSION = query("seed/merge_graph_version", MergeGraphVersionRow)
MERGE_CARD_EMBEDDING = query("card/merge_card_embedding", MergeCardEmbeddingRow)

#: What the knowledge of a card counts as, by where the card comes from (section 9, "provenance").
SOURCE_KINDS: dict[CardSourceType, SourceKind] = {
    CardSourceType.FIELD_DISCOVERY: SourceKind.GARAGE_FEEDBACK,
    CardSourceType.OEM_INPUT: SourceKind.BULLETIN_OR_RECALL,
    CardSourceType.INTERNAL_ANALYSIS: SourceKind.EXPERT,
    CardSourceType.PATTERN_DETECTION: SourceKind.IMPORTED_STATISTICS,
}


class CardIndex(Protocol):
    """What makes a card found; ``engine.cards.indexing`` computes it."""

    @property
    def keywords(self) -> tuple[str, ...]:
        """Words that tell the card from others."""

    @property
    def embedding(self) -> list[float] | None:
        """Vector of the configured model, or None without one."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags made of the keywords, beside those that the author wrote."""


@dataclass(frozen=True)
class Making:
    """Who makes a card, when, and how it starts.

    Attributes:
        now: time of the write, ISO 8601.
        confidence_score: shown confidence; .5 authored, .3 a draft made by a workflow.
        index: of the same content; None leaves the card without.
        card_id: where the caller has one, so that making it again finds it.
        source_kind: what it counts as; unless given, what ``source_type`` says.
    """

    principal: Principal
    now: str
    status: CardStatus = CardStatus.DRAFT
    confidence_score: float = 0.5
    index: CardIndex | None = None
    card_id: str | None = None
    source_kind: SourceKind | None = None


def create_card(tx: Transaction, content: CardContent, making: Making) -> str:
    """Write a new card and return its id; a card that has the id already stays as it is.

    Raises:
        InvalidInputError: an id is not in the graph, the tree is wrong, or a value is not one that
            the graph takes.
    """
    written = normalised(content)
    card_id = making.card_id or new_id("fc")
    properties = _new_properties(card_id, written, making)
    tx.run(MERGE_VERSION_LOCK)
    if read_card(tx, card_id) is not None:
        return card_id
    check_references(tx, content)
    version = Version(
        card_id,
        1,
        making.status,
        CardAction.CREATE,
        making.principal.id,
        tx.run(MERGE_GRAPH_VERSION, now=making.now)[0].version,
        making.now,
    )
    write_version(tx, version, properties, RevisionChange.CREATE)
    write_knowledge(tx, version, written, Provenance.of(properties), None)
    write_index(tx, card_id, making.index)
    new = as_values(written) | {"status": version.status.value, "version": version.number}
    change = Change(EntityKind.NODE, card_id, AuditAction.CREATE, {}, new)
    write_entry(tx, change, Decision(version.user, 0), version.graph_version, making.now)
    append_events(tx, [card_event(EventType.CARD_CREATED, version, properties)], making.now)
    return card_id


def write_index(tx: Transaction, card_id: str, index: CardIndex | None) -> None:
    """Store the vector of a card; without one the former goes, since it is of other words."""
    tx.run(MERGE_CARD_EMBEDDING, id=card_id, embedding=index.embedding if index else None)


def index_properties(index: CardIndex | None) -> dict[str, Any]:
    """Return what the index of a card adds to its node."""
    if index is None:
        return {"keywords": None, "auto_tags": None}
    return {"keywords": list(index.keywords) or None, "auto_tags": list(index.tags) or None}


def card_event(kind: EventType, version: Version, properties: dict[str, Any]) -> NewEvent:
    """Return the event of a change of a card: ids and figures, no words."""
    return NewEvent(
        kind,
        Label.FAILURE_CARD,
        version.card_id,
        str(properties.get("source_garage_id") or ""),
        {"failure_id": version.card_id, "version": version.number, "status": version.status.value},
    )


def _new_properties(card_id: str, content: CardContent, making: Making) -> dict[str, Any]:
    """Return the node of a new card, checked, defaults included."""
    kind = making.source_kind or _source_kind(content, making.principal)
    own = {
        "id": card_id,
        "status": making.status.value,
        "confidence_score": making.confidence_score,
        "confidence_level": confidence_level(making.confidence_score).value,
        "source_kind": kind.value,
        "source_garage_id": making.principal.garage_id,
        "created_by": making.principal.id,
        "creation_method": PROVENANCE[kind].creation_method.value,
    }
    written = {**card_properties(card_id, content), **index_properties(making.index), **own}
    return check_properties(Label.FAILURE_CARD, written)


def _source_kind(content: CardContent, principal: Principal) -> SourceKind:
    if content.source_type is not None:
        return SOURCE_KINDS[content.source_type]
    return SourceKind.EXPERT if principal.may(Role.EXPERT) else SourceKind.GARAGE_FEEDBACK
