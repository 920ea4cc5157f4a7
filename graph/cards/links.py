"""The relationships of a card: what joins it to what it speaks about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.cards.content import CardContent
from graph.cards.tree import TreeNode
from graph.cards.tree_checks import FIELD, parse_tree
from graph.relation_ids import relation_id
from graph.vocabulary import Label, RelationshipType


@dataclass(frozen=True)
class Link:
    """One relationship of a card or of its tree.

    Attributes:
        properties: of its type; provenance is added where it is written.
    """

    kind: RelationshipType
    start: str
    end: str
    properties: dict[str, Any] = field(default_factory=dict)

    @property
    def relation_id(self) -> str:
        """Stable id of the relationship."""
        return relation_id(self.kind, self.start, self.end)


@dataclass(frozen=True)
class Reference:
    """An id that a content names.

    Attributes:
        field: dotted path, as interfaces name it.
        labels: any of which the node must have.
    """

    field: str
    id: str
    labels: tuple[Label, ...]


def node_key(card_id: str, node_id: str) -> str:
    """Return the id that a node of a card's tree has in the graph."""
    return f"{card_id}.{node_id}"


def references(content: CardContent) -> Iterator[Reference]:
    """Yield every id that a content names, with the kinds of nodes that it may be of."""
    many: tuple[tuple[str, tuple[str, ...], tuple[Label, ...]], ...] = (
        ("symptoms", content.symptoms, (Label.OBSERVABLE,)),
        ("system_ids", content.system_ids, (Label.SYSTEM,)),
        ("root_cause_ids", content.root_cause_ids, (Label.ROOT_CAUSE,)),
        ("vehicle_models", content.covers, (Label.VEHICLE_MODEL, Label.ENGINE_FAMILY)),
    )
    if content.fault_id is not None:
        yield Reference("fault_id", content.fault_id, (Label.FAULT,))
    for name, ids, labels in many:
        for at, key in enumerate(ids):
            yield Reference(f"{name}.{at}", key, labels)
    for at, part in enumerate(content.parts):
        yield Reference(f"required_parts.{at}.part_id", part.part_id, (Label.PART,))
    for at, node in enumerate((content.tree or {}).get("nodes", ())):
        if node.get("leads_to_root_cause"):
            place = f"{FIELD}.nodes.{at}.leads_to_root_cause"
            labels = (Label.FAULT, Label.ROOT_CAUSE)
            yield Reference(place, node["leads_to_root_cause"], labels)


def card_links(card_id: str, content: CardContent, code_ids: tuple[str, ...] = ()) -> list[Link]:
    """Return every relationship of a card; the weights of INDICATES and RESOLVES are not in it.

    Args:
        card_id: id of the card.
        content: normalised.
        code_ids: ids of the codes of ``error_codes`` that the graph has.
    """
    kinds = RelationshipType
    observables = dict.fromkeys((*content.symptoms, *code_ids))
    found = [
        Link(kinds.INDICATES, key, card_id, {"signature_rank": rank})
        for rank, key in enumerate(observables, start=1)
    ]
    if content.fault_id is not None:
        found.append(Link(kinds.RESOLVES, card_id, content.fault_id))
    for at, part in enumerate(content.parts, start=1):
        own = {"quantity": part.quantity, "priority": at, "is_required": part.is_required}
        found.append(Link(kinds.REQUIRES, card_id, part.part_id, own))
    for kind, ids in (
        (kinds.COVERS, content.covers),
        (kinds.CONCERNS, content.system_ids),
        (kinds.EXPLAINED_BY, content.root_cause_ids),
    ):
        found += [Link(kind, card_id, key) for key in ids]
    return found + list(_tree_links(card_id, content))


def _tree_links(card_id: str, content: CardContent) -> Iterator[Link]:
    if content.tree is None:
        return
    tree = parse_tree(content.tree)
    yield Link(RelationshipType.HAS_TREE, card_id, node_key(card_id, tree.root_node_id))
    for node in tree.nodes:
        yield from _node_links(card_id, node)


def _node_links(card_id: str, node: TreeNode) -> Iterator[Link]:
    start = node_key(card_id, node.node_id)
    if node.if_yes is not None:
        yield Link(RelationshipType.IF_YES, start, node_key(card_id, node.if_yes))
    if node.if_no is not None:
        yield Link(RelationshipType.IF_NO, start, node_key(card_id, node.if_no))
    if node.confirms is not None:
        yield Link(RelationshipType.CONFIRMS, start, node.confirms)
