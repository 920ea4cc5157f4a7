"""Write one version of a card: its node, its tree, and what joins both to the graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows import card as rows
from cypher.rows.seed import MergeRevisionsRow
from graph.cards.content import CardContent
from graph.cards.links import Link, card_links, node_key, references
from graph.cards.properties import node_properties
from graph.cards.tree import DiagnosticTree, TreeNode, tree_nodes
from graph.errors import InvalidInputError
from graph.nodes.check import check_properties
from graph.relationships import check_relationship
from graph.session import Transaction
from graph.vocabulary import PROVENANCE, CreationMethod, KnowledgeStatus, Label, SourceKind
from graph.vocabulary_records import CardAction, CardStatus, RevisionChange

MERGE_REVISIONS = query("seed/merge_revisions", MergeRevisionsRow)
LIST_UNKNOWN_REFERENCES = query("card/list_unknown_references", rows.ListUnknownReferencesRow)
LIST_CODE_IDS = query("card/list_code_ids", rows.ListCodeIdsRow)
MERGE_CARD = query("card/merge_card", rows.MergeCardRow)
MERGE_TREE_NODES = query("card/merge_tree_nodes", rows.MergeTreeNodesRow)
LINK_CARD = query("card/link_card", rows.LinkCardRow)
MERGE_CARD_WEIGHTS = query("card/merge_card_weights", rows.MergeCardWeightsRow)

#: What the status of a card means for its tree and its relationships.
LINK_STATUS: dict[CardStatus, KnowledgeStatus] = {
    CardStatus.DRAFT: KnowledgeStatus.DRAFT,
    CardStatus.PENDING_REVIEW: KnowledgeStatus.REVIEW,
    CardStatus.APPROVED: KnowledgeStatus.ACTIVE,
    CardStatus.DEPRECATED: KnowledgeStatus.DEPRECATED,
}


@dataclass(frozen=True)
class Version:
    """The version of a card that is being written.

    Attributes:
        number: of the card.
        graph_version: of the graph after it.
        note: why, "" where nothing was said.
    """

    card_id: str
    number: int
    status: CardStatus
    action: CardAction
    user: str
    graph_version: int
    now: str
    note: str = ""


@dataclass(frozen=True)
class Provenance:
    """What the relationships of a card say of where they come from."""

    source_kind: SourceKind
    created_by: str
    confidence: float

    @staticmethod
    def of(properties: dict[str, Any]) -> "Provenance":
        """Return that of a card."""
        kind = SourceKind(properties.get("source_kind") or SourceKind.EXPERT)
        created_by = properties.get("created_by") or "system"
        return Provenance(kind, created_by, float(properties.get("confidence_score") or 0.5))

    @property
    def creation_method(self) -> CreationMethod:
        """Return how knowledge of this kind comes to be."""
        return PROVENANCE[self.source_kind].creation_method

    @property
    def prior_counts(self) -> tuple[float, float]:
        """Return what RESOLVES starts from, for and against (section 9, "provenance")."""
        strength = PROVENANCE[self.source_kind].strength
        if self.source_kind is SourceKind.IMPORTED_STATISTICS:
            strength = 1.0  # they count by their n, which a card does not state
        alpha = round(strength * self.confidence, 6)
        return alpha, round(strength - alpha, 6)


def check_references(tx: Transaction, content: CardContent) -> None:
    """Refuse a content that names what the graph does not have.

    Args:
        tx: the transaction of the change.
        content: as its author wrote it, so that the field is theirs.

    Raises:
        InvalidInputError: the field and the id.
    """
    wanted = [
        {
            "field": each.field,
            "id": each.id.strip(),
            "labels": [str(label) for label in each.labels],
        }
        for each in references(content)
    ]
    if not wanted:
        return
    unknown = tx.run(LIST_UNKNOWN_REFERENCES, rows=wanted)[0].unknown
    if unknown:
        name, key = unknown[0]
        raise InvalidInputError(
            f"{name}: the graph has no {key[:80]!r} of that kind",
            field=name,
            fix="search it with `GET /api/knowledge-graph/nodes/search`",
            details={"unknown": [{"field": each[0], "id": each[1][:80]} for each in unknown]},
            key="card.reference",
            values={"field": name, "id": key[:80]},
        )


def write_version(
    tx: Transaction, version: Version, properties: dict[str, Any], change: RevisionChange
) -> None:
    """Keep the state before as a :Revision, and write the next version of the card's node."""
    kept = [{"id": version.card_id, "change": change.value}]
    tx.run(MERGE_REVISIONS, rows=kept, version=version.graph_version, now=version.now)
    tx.run(
        MERGE_CARD,
        id=version.card_id,
        properties={key: value for key, value in properties.items() if key != "status"},
        status=version.status.value,
        card_version=version.number,
        action=version.action.value,
        user=version.user,
        note=version.note,
        version=version.graph_version,
        now=version.now,
    )


def write_knowledge(
    tx: Transaction,
    version: Version,
    content: CardContent,
    provenance: Provenance,
    former: DiagnosticTree | None,
) -> None:
    """Write the tree of a card and join both to what they speak about.

    Args:
        tx: the transaction of the change.
        version: that is being written.
        content: normalised; its ids were checked.
        provenance: of the card.
        former: the tree before; None where there was none.
    """
    _write_tree(tx, version, content, provenance, former)
    links = card_links(version.card_id, content, _code_ids(tx, content))
    tx.run(
        LINK_CARD,
        id=version.card_id,
        prefix=node_key(version.card_id, ""),
        rows=[_link_row(link, provenance, version) for link in links],
        now=version.now,
    )
    alpha, beta = provenance.prior_counts
    tx.run(
        MERGE_CARD_WEIGHTS,
        id=version.card_id,
        alpha=alpha,
        beta=beta,
        source_kind=provenance.source_kind.value,
        now=version.now,
    )


def _code_ids(tx: Transaction, content: CardContent) -> tuple[str, ...]:
    if not content.error_codes:
        return ()
    makes = [make.lower() for make in content.vehicle_makes]
    return tuple(tx.run(LIST_CODE_IDS, codes=list(content.error_codes), makes=makes)[0].ids)


def _write_tree(
    tx: Transaction,
    version: Version,
    content: CardContent,
    provenance: Provenance,
    former: DiagnosticTree | None,
) -> None:
    before = _numbered(former.nodes if former else ())
    after = _numbered(tuple(tree_nodes(content.tree)) if content.tree is not None else ())
    differing = [key for key, found in after.items() if before.get(key) != found]
    removed = sorted(before.keys() - after.keys())
    if not differing and not removed:
        return
    kept = [_revision(version, key, "update" if key in before else "create") for key in differing]
    kept += [_revision(version, key, "deprecate") for key in removed]
    tx.run(MERGE_REVISIONS, rows=kept, version=version.graph_version, now=version.now)
    tx.run(
        MERGE_TREE_NODES,
        rows=[_node_row(version, provenance, *after[key]) for key in differing],
        removed=[node_key(version.card_id, key) for key in removed],
        user=version.user,
        version=version.graph_version,
        now=version.now,
    )


def _numbered(nodes: Sequence[TreeNode]) -> dict[str, tuple[int, TreeNode]]:
    return {node.node_id: (step, node) for step, node in enumerate(nodes, start=1)}


def _revision(version: Version, node_id: str, change: str) -> dict[str, str]:
    return {"id": node_key(version.card_id, node_id), "change": change}


def _node_row(
    version: Version, provenance: Provenance, step: int, node: TreeNode
) -> dict[str, Any]:
    key = node_key(version.card_id, node.node_id)
    properties = node_properties(node, step) | {
        "status": LINK_STATUS[version.status].value,
        "source_kind": provenance.source_kind.value,
        "creation_method": provenance.creation_method.value,
    }
    check_properties(Label.DIAGNOSTIC_NODE, {**properties, "id": key})
    return {"id": key, "properties": properties}


def _link_row(link: Link, provenance: Provenance, version: Version) -> dict[str, Any]:
    own = {
        **link.properties,
        "relation_id": link.relation_id,
        "status": LINK_STATUS[version.status].value,
        "source_kind": provenance.source_kind.value,
        "creation_method": provenance.creation_method.value,
        "created_by": provenance.created_by,
    }
    checked = check_relationship(link.kind, own)
    return {
        "start": link.start,
        "end": link.end,
        "type": link.kind.value,
        "relation_id": link.relation_id,
        "properties": {key: value for key, value in checked.items() if key != "evidence_count"},
    }
