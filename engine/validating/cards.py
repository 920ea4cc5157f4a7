"""Checks of failure cards that compute: trees that lead nowhere, hashes of another signature."""

from typing import Any

from cypher.library import query
from cypher.rows import validation as rows
from engine.validating.findings import Found
from graph.cards.content import Bilingual
from graph.cards.properties import signature_of_properties
from graph.cards.tree import TreeNode
from graph.cards.tree_checks import tree_defects
from graph.session import Transaction

TRACE_CARD_TREES = query("validation/trace_card_trees", rows.TraceCardTreesRow)
TRACE_CARD_SIGNATURES = query("validation/trace_card_signatures", rows.TraceCardSignaturesRow)


def broken_trees(tx: Transaction) -> list[Found]:
    """Return cards whose tree has a walk that does not end, or a node that none leads to."""
    row = tx.run(TRACE_CARD_TREES)[0]
    nodes: dict[str, list[TreeNode]] = {}
    for node in sorted(row.nodes, key=lambda each: str(each["id"])):
        nodes.setdefault(node["id"].rpartition(".")[0], []).append(_node(node))
    roots: dict[str, list[str]] = {}
    for card, root in row.roots:
        roots.setdefault(card, []).append(root)
    found: list[Found] = []
    for card in sorted(nodes.keys() | roots.keys()):
        for node_id, message in _defects(nodes.get(card, []), roots.get(card, [])):
            found.append(([card, node_id] if node_id else [card], [], message))
    return found


def stale_signatures(tx: Transaction) -> list[Found]:
    """Return cards whose hash is not that of their signature: they would not be found by it."""
    found: list[Found] = []
    for card in sorted(tx.run(TRACE_CARD_SIGNATURES)[0].cards, key=lambda each: str(each["id"])):
        signature = signature_of_properties(card)
        wanted = None if signature.is_empty else signature.hash
        if card["signature_hash"] != wanted:
            found.append(([card["id"]], [], "signature_hash"))
    return found


def _defects(nodes: list[TreeNode], roots: list[str]) -> list[tuple[str, str]]:
    if len(roots) != 1:
        return [("", f"HAS_TREE: {len(roots)}")]
    return [(each.node_id, each.kind) for each in tree_defects(nodes, roots[0])]


def _node(node: dict[str, Any]) -> TreeNode:
    """Return a node by its whole id, since a branch may lead to the tree of another card."""
    return TreeNode(
        node_id=node["id"],
        question=Bilingual(node["question"]),
        if_yes=node["if_yes"],
        if_no=node["if_no"],
        confirms=node["confirms"],
        rules_out=node["rules_out"],
    )
