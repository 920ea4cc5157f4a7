"""Walk a card's diagnostic tree: an answer in, the next question or the conclusion out (F1)."""

from dataclasses import dataclass

from engine.cards.finding import StoredCard
from graph.cards.tree import YES, DiagnosticTree, TreeNode, tree_nodes
from graph.cards.tree_checks import TreeDefect, parse_tree, tree_defects
from graph.errors import InvalidInputError, NotFoundError

__all__ = [
    "DiagnosticTree",
    "TreeDefect",
    "TreeNode",
    "WalkStep",
    "parse_tree",
    "tree_defects",
    "tree_nodes",
    "tree_of",
    "walk",
]


@dataclass(frozen=True)
class WalkStep:
    """Where a walk has come to.

    Attributes:
        node: the question to answer next, or the node that concludes.
        is_concluded: whether the walk ends here.
        path: (node, answer) of every question that was answered on the way.
    """

    node: TreeNode
    is_concluded: bool
    path: tuple[tuple[TreeNode, str], ...]


def tree_of(card: StoredCard) -> DiagnosticTree:
    """Return the tree of a card.

    Raises:
        NotFoundError: it has none.
    """
    if card.tree is None:
        raise NotFoundError(
            f"the card {card.id[:80]!r} has no diagnostic tree",
            field="id",
            fix="follow its verification_steps, or add a diagnostic_tree",
            key="card.no_tree",
            values={"id": card.id[:80]},
        )
    return card.tree


def walk(tree: DiagnosticTree, node_id: str | None = None, answer: str | None = None) -> WalkStep:
    """Return the root, or the node itself, or what an answer to it leads to.

    Raises:
        NotFoundError: the tree has no such node.
        InvalidInputError: an answer without a node, or to a node that only concludes.
    """
    if node_id is None:
        if answer is not None:
            raise _needs_node()
        return _at(tree, tree.nodes[0], ())
    node = tree.node(node_id)
    if node is None:
        raise _unknown_node(node_id)
    path = tree.path_to(node_id)
    if answer is None:
        return _at(tree, node, path)
    if not node.asks:
        raise _nothing_to_answer(node_id)
    path = (*path, (node_id, answer))
    following = node.if_yes if answer == YES else node.if_no
    if following is None:
        return WalkStep(node, is_concluded=True, path=_named(tree, path))
    found = tree.node(following)
    assert found is not None  # noqa: S101 - the tree was checked
    return _at(tree, found, path)


def _at(tree: DiagnosticTree, node: TreeNode, path: tuple[tuple[str, str], ...]) -> WalkStep:
    return WalkStep(node, is_concluded=not node.asks, path=_named(tree, path))


def _named(
    tree: DiagnosticTree, path: tuple[tuple[str, str], ...]
) -> tuple[tuple[TreeNode, str], ...]:
    by_id = {node.node_id: node for node in tree.nodes}
    return tuple((by_id[place], answer) for place, answer in path)


def _needs_node() -> InvalidInputError:
    return InvalidInputError(
        "an answer belongs to a node",
        field="node_id",
        fix="give the node_id that was asked, or leave the answer out to start",
        key="walk.no_node",
    )


def _unknown_node(node_id: str) -> NotFoundError:
    return NotFoundError(
        f"the tree of this card has no node {node_id[:40]!r}",
        field="node_id",
        fix="start again without node_id, or see `GET /failure-cards/{id}/tree`",
        key="walk.unknown_node",
        values={"node": node_id[:40]},
    )


def _nothing_to_answer(node_id: str) -> InvalidInputError:
    return InvalidInputError(
        f"the node {node_id[:40]!r} asks nothing: it is a conclusion",
        field="answer",
        fix="leave the answer out, or start again without node_id",
        key="walk.nothing_asked",
        values={"node": node_id[:40]},
    )
