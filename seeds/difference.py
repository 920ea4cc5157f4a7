"""What a load has to write: the pack compared with what the graph holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cypher.rows.seed import ListContentHashesRow
from graph.vocabulary import KnowledgeStatus
from graph.vocabulary_records import CardStatus
from seeds.compiling.pack import CompiledPack
from seeds.rows import NodeRow, RelationshipRow

#: A card or its tree: ``card.<name>`` and ``card.<name>.<node>``.
_CARD = "card."
#: Statuses of what answers; cards have states of their own.
_ANSWERING = {KnowledgeStatus.ACTIVE.value, CardStatus.APPROVED.value}


@dataclass(frozen=True)
class NodeChange:
    """A node to write, and whether it is new, changed or back again."""

    row: NodeRow
    change: str


@dataclass(frozen=True)
class Stored:
    """What the graph holds of one record.

    Attributes:
        decided: whether a person decided on the status.
    """

    digest: str
    status: str
    decided: bool

    @property
    def comes_back(self) -> bool:
        """Whether a load has to make it active again: earlier seeds had deprecated it."""
        return self.status == KnowledgeStatus.DEPRECATED and not self.decided


@dataclass(frozen=True)
class Difference:
    """Everything a load writes; empty when the graph already holds the pack.

    Attributes:
        removed_nodes: ids.
        removed_relationships: element ids, valid in the transaction that compared.
        decisions_kept: statuses decided by people that the load leaves as they are.
    """

    nodes: tuple[NodeChange, ...]
    new_relationships: tuple[RelationshipRow, ...]
    changed_relationships: tuple[RelationshipRow, ...]
    removed_nodes: tuple[str, ...]
    removed_relationships: tuple[str, ...]
    parameters_changed: bool
    decisions_kept: int = field(default=0, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (
            self.nodes
            or self.relationships
            or self.removed_nodes
            or self.removed_relationships
            or self.parameters_changed
        )

    @property
    def relationships(self) -> tuple[RelationshipRow, ...]:
        """Every relationship to write."""
        return self.new_relationships + self.changed_relationships

    def summary(self) -> dict[str, int]:
        """Return how much of each kind is to be written."""
        changes = [change.change for change in self.nodes]
        return {
            "nodes_created": changes.count("create"),
            "nodes_updated": changes.count("update"),
            "nodes_restored": changes.count("restore"),
            "nodes_deprecated": len(self.removed_nodes),
            "relationships_written": len(self.relationships),
            "relationships_deprecated": len(self.removed_relationships),
            "decisions_kept": self.decisions_kept,
        }


def difference(pack: CompiledPack, stored: ListContentHashesRow) -> Difference:
    """Compare a pack with the stored hashes: only what differs is written.

    A status that a person decided on is left alone: what was deprecated by hand does not come
    back, and what was made active by hand stays although its record is gone. A card that a person
    decided on is theirs as a whole, with its tree and all that joins it: its words may be too.
    """
    nodes = {key: Stored(digest, status, decided) for key, digest, status, decided in stored.nodes}
    theirs = {key for key, found in nodes.items() if found.decided and key.startswith(_CARD)}
    relations = {
        rel_id: Stored(digest, status, decided)
        for rel_id, digest, status, _, decided in stored.relationships
    }
    places = {rel_id: place for rel_id, _, _, place, _ in stored.relationships}
    ours = [row for row in pack.relationships if not {_card(row.start), _card(row.end)} & theirs]
    kept_nodes = {row.id for row in pack.nodes}
    kept_relations = {row.relation_id for row in pack.relationships}
    gone = _removed(relations, kept_relations)
    return Difference(
        nodes=tuple(
            each for each in _changed_nodes(pack.nodes, nodes) if _card(each.row.id) not in theirs
        ),
        new_relationships=tuple(row for row in ours if row.relation_id not in relations),
        changed_relationships=tuple(
            row
            for row in ours
            if row.relation_id in relations
            and (
                relations[row.relation_id].comes_back
                or relations[row.relation_id].digest != row.content_hash
            )
        ),
        removed_nodes=_removed(nodes, kept_nodes),
        removed_relationships=tuple(places[rel_id] for rel_id in gone),
        parameters_changed=bool(stored.parameters) and stored.parameters[1] != pack.unlisted_prior,
        decisions_kept=_decided(nodes, kept_nodes) + _decided(relations, kept_relations),
    )


def _changed_nodes(rows: Iterable[NodeRow], stored: dict[str, Stored]) -> Iterable[NodeChange]:
    for row in rows:
        found = stored.get(row.id)
        if found is None:
            yield NodeChange(row, "create")
        elif found.comes_back:
            yield NodeChange(row, "restore")
        elif found.digest != row.content_hash:
            yield NodeChange(row, "update")


def _card(key: str) -> str | None:
    """Return the card that a node is or belongs to."""
    return ".".join(key.split(".")[:2]) if key.startswith(_CARD) else None


def _removed(stored: dict[str, Stored], kept: set[str]) -> tuple[str, ...]:
    return tuple(
        sorted(
            key
            for key, found in stored.items()
            if key not in kept and not found.decided and found.status != KnowledgeStatus.DEPRECATED
        )
    )


def _decided(stored: dict[str, Stored], kept: set[str]) -> int:
    """Return how many decisions of people differ from what the seeds alone would make."""
    return sum(
        found.decided and (found.status in _ANSWERING) != (key in kept)
        for key, found in stored.items()
    )
