"""What a load has to write: the pack compared with what the graph holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from cypher.rows.seed import ListContentHashesRow
from graph.vocabulary import KnowledgeStatus
from seeds.compiling.pack import CompiledPack
from seeds.rows import NodeRow, RelationshipRow


@dataclass(frozen=True)
class NodeChange:
    """A node to write, and whether it is new, changed or back again."""

    row: NodeRow
    change: str


@dataclass(frozen=True)
class Difference:
    """Everything a load writes; empty when the graph already holds the pack.

    Attributes:
        removed_nodes: ids.
        removed_relationships: element ids, valid in the transaction that compared.
    """

    nodes: tuple[NodeChange, ...]
    new_relationships: tuple[RelationshipRow, ...]
    changed_relationships: tuple[RelationshipRow, ...]
    removed_nodes: tuple[str, ...]
    removed_relationships: tuple[str, ...]
    parameters_changed: bool

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
        }


def difference(pack: CompiledPack, stored: ListContentHashesRow) -> Difference:
    """Compare a pack with the stored hashes: only what differs is written."""
    nodes = {node_id: (digest, status) for node_id, digest, status in stored.nodes}
    relations = {rel_id: (digest, status) for rel_id, digest, status, _ in stored.relationships}
    places = {rel_id: place for rel_id, _, _, place in stored.relationships}
    gone = _removed(relations, {row.relation_id for row in pack.relationships})
    return Difference(
        nodes=tuple(_changed_nodes(pack.nodes, nodes)),
        new_relationships=tuple(
            row for row in pack.relationships if row.relation_id not in relations
        ),
        changed_relationships=tuple(
            row
            for row in pack.relationships
            if row.relation_id in relations
            and _differs(row.content_hash, *relations[row.relation_id])
        ),
        removed_nodes=_removed(nodes, {row.id for row in pack.nodes}),
        removed_relationships=tuple(places[rel_id] for rel_id in gone),
        parameters_changed=bool(stored.parameters) and stored.parameters[1] != pack.unlisted_prior,
    )


def _changed_nodes(
    rows: Iterable[NodeRow], stored: dict[str, tuple[str, str]]
) -> Iterable[NodeChange]:
    for row in rows:
        digest, status = stored.get(row.id, (None, None))
        if digest is None:
            yield NodeChange(row, "create")
        elif status == KnowledgeStatus.DEPRECATED:
            yield NodeChange(row, "restore")
        elif digest != row.content_hash:
            yield NodeChange(row, "update")


def _differs(digest: str, stored_digest: str, status: str) -> bool:
    """Whether a relationship must be written: other content, or it comes back."""
    return digest != stored_digest or status == KnowledgeStatus.DEPRECATED


def _removed(stored: dict[str, tuple[str, str]], kept: set[str]) -> tuple[str, ...]:
    return tuple(
        sorted(
            key
            for key, (_, status) in stored.items()
            if key not in kept and status != KnowledgeStatus.DEPRECATED
        )
    )
