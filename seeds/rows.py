"""What the loader writes: flat nodes and relationships, each with a content hash."""

from dataclasses import dataclass, field
from typing import Any

from graph.relation_ids import content_hash, relation_id
from graph.vocabulary import Label, RelationshipType

__all__ = ["NodeRow", "RelationshipRow", "content_hash"]


@dataclass(frozen=True)
class NodeRow:
    """One knowledge node.

    Attributes:
        labels: specific label first, then its parents below :Knowledge.
        id: stable id.
        properties: every property the kind may have; None removes one that was there.
        initial: what a new node starts with and then learns; no author's, so not in the hash.
    """

    labels: tuple[Label, ...]
    id: str
    properties: dict[str, Any]
    initial: dict[str, Any] = field(default_factory=dict)

    @property
    def content_hash(self) -> str:
        """Hash of labels and properties."""
        return content_hash([self.labels, self.properties])


@dataclass(frozen=True)
class RelationshipRow:
    """One knowledge relationship.

    Attributes:
        key: tells relationships of one type between the same two nodes apart.
        alpha: authored pseudo-count for the weight; None where the type has no weight.
        beta: authored pseudo-count against it.
        properties: everything else; None removes a property.
    """

    type: RelationshipType
    start: str
    end: str
    properties: dict[str, Any] = field(default_factory=dict)
    alpha: float | None = None
    beta: float | None = None
    key: str | None = None

    @property
    def relation_id(self) -> str:
        """Stable id, a function of type, start and end, and of the key where there is one."""
        return relation_id(self.type, self.start, self.end, self.key)

    @property
    def content_hash(self) -> str:
        """Hash of everything an author can change."""
        return content_hash(
            [self.type, self.start, self.end, self.properties, self.alpha, self.beta]
        )
