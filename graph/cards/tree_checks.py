"""What makes a diagnostic tree wrong, each defect with the node that has it (F1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.cards.tree import DiagnosticTree, TreeNode, tree_nodes
from graph.errors import InvalidInputError

#: More is a manual, not a tree; it also bounds what one card may cost.
MOST_NODES = 200
FIELD = "diagnostic_tree"
#: By kind of defect: message and fix, with the node and what it names.
TEXTS: dict[str, tuple[str, str]] = {
    "empty": ("the tree has no node", "give at least one question, or leave the tree out"),
    "too_many": ("the tree has more than {other} nodes", "split the card"),
    "duplicate": ("there are two nodes {node}", "give each node an id of its own"),
    "root_unknown": ("the root {node} is none of the nodes", "name the first question"),
    "dangling": (
        "{node} leads to {other}, which is none of the nodes",
        "add that node, or lead elsewhere",
    ),
    "half": (
        "{node} has a branch for one answer only, and no conclusion",
        "give the other branch, leads_to_root_cause or rules_out",
    ),
    "mute": (
        "{node} has neither a branch nor a conclusion",
        "give if_yes and if_no, leads_to_root_cause or rules_out",
    ),
    "both": (
        "{node} has branches for both answers and a conclusion that no answer leads to",
        "put the conclusion into a node of its own",
    ),
    "two_conclusions": (
        "{node} confirms a cause and rules the failure out",
        "keep one of leads_to_root_cause and rules_out",
    ),
    "same": ("both answers of {node} lead to {other}", "leave the question out, or lead elsewhere"),
    "silent": ("{node} has branches but no question", "write the question"),
    "circle": ("{node} leads back to itself", "lead to a node further down"),
    "parents": (
        "two branches lead to the question {node}",
        "ask it in one place, or write it as two nodes",
    ),
    "unreachable": ("no branch leads to {node}", "lead to it, or remove it"),
}


@dataclass(frozen=True)
class TreeDefect:
    """One defect.

    Attributes:
        kind: key of ``TEXTS``.
        node_id: the node at fault.
        field: dotted path below the tree.
        other: what it names, where it names something.
    """

    kind: str
    node_id: str
    field: str
    other: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return TEXTS[self.kind][0].format(node=self.node_id, other=self.other)


def parse_tree(tree: Mapping[str, Any]) -> DiagnosticTree:
    """Return a tree whose every walk ends in a conclusion.

    Raises:
        InvalidInputError: names the first node at fault; ``details`` has every defect.
    """
    nodes = tuple(tree_nodes(tree))
    root = tree.get("root_node_id") or (nodes[0].node_id if nodes else "")
    defects = tree_defects(nodes, root)
    if defects:
        first = defects[0]
        raise InvalidInputError(
            first.message,
            field=f"{FIELD}.{first.field}" if first.field else FIELD,
            fix=TEXTS[first.kind][1],
            details={
                "node_id": first.node_id,
                "problems": [
                    {"kind": each.kind, "node_id": each.node_id, "message": each.message}
                    for each in defects
                ],
            },
            key=f"tree.{first.kind}",
            values={"node": first.node_id, "other": first.other},
        )
    return DiagnosticTree(tuple(_by_steps(nodes, root)))


def tree_defects(nodes: Sequence[TreeNode], root: str) -> list[TreeDefect]:
    """Return every defect; where ids are wrong, only those, since the rest follows from them."""
    if not nodes:
        return [TreeDefect("empty", "", "nodes")]
    if len(nodes) > MOST_NODES:
        return [TreeDefect("too_many", "", "nodes", str(MOST_NODES))]
    found = list(_id_defects(nodes, root))
    if found:
        return found
    found = [each for at, node in enumerate(nodes) for each in _node_defects(at, node)]
    return found + list(_shape_defects(nodes, root))


def _id_defects(nodes: Sequence[TreeNode], root: str) -> Iterator[TreeDefect]:
    known: set[str] = set()
    for at, node in enumerate(nodes):
        if node.node_id in known:
            yield TreeDefect("duplicate", node.node_id, f"nodes.{at}.node_id")
        known.add(node.node_id)
    if root not in known:
        yield TreeDefect("root_unknown", root, "root_node_id")
    for at, node in enumerate(nodes):
        for answer, to in node.branches:
            if to not in known:
                yield TreeDefect("dangling", node.node_id, f"nodes.{at}.if_{answer}", to)


def _node_defects(at: int, node: TreeNode) -> Iterator[TreeDefect]:
    """Yield what is wrong with a node on its own."""
    place = f"nodes.{at}"
    answered = len(node.branches)
    if node.confirms is not None and node.rules_out:
        yield TreeDefect("two_conclusions", node.node_id, f"{place}.rules_out")
    if not answered and not node.concludes:
        yield TreeDefect("mute", node.node_id, place)
    if answered == 1 and not node.concludes:
        missing = "if_no" if node.if_yes is not None else "if_yes"
        yield TreeDefect("half", node.node_id, f"{place}.{missing}")
    if answered > 1 and node.concludes:
        yield TreeDefect("both", node.node_id, f"{place}.leads_to_root_cause")
    if node.if_yes is not None and node.if_yes == node.if_no:
        yield TreeDefect("same", node.node_id, f"{place}.if_no", node.if_no)
    if answered and not (node.question.fr or node.question.en):
        yield TreeDefect("silent", node.node_id, f"{place}.question")


def _shape_defects(nodes: Sequence[TreeNode], root: str) -> Iterator[TreeDefect]:
    """Yield what is wrong with how the nodes hang together."""
    ahead = {node.node_id: {to for _, to in node.branches} for node in nodes}
    parents: dict[str, int] = dict.fromkeys(ahead, 0)
    for targets in ahead.values():
        for to in targets:
            parents[to] += 1
    reached = _reached(root, ahead) | {root}
    for at, node in enumerate(nodes):
        place = f"nodes.{at}"
        if node.node_id in _reached(node.node_id, ahead):
            yield TreeDefect("circle", node.node_id, place)
        elif node.asks and parents[node.node_id] > 1:
            yield TreeDefect("parents", node.node_id, place)
        if node.node_id not in reached:
            yield TreeDefect("unreachable", node.node_id, place)


def _reached(start: str, ahead: Mapping[str, set[str]]) -> set[str]:
    """Return what is reached from a node by one branch or more."""
    found: set[str] = set()
    todo = [start]
    while todo:
        for to in ahead[todo.pop()] - found:
            found.add(to)
            todo.append(to)
    return found


def _by_steps(nodes: Sequence[TreeNode], root: str) -> Iterator[TreeNode]:
    """Yield the nodes by how many answers lead to them, the yes branch first."""
    by_id = {node.node_id: node for node in nodes}
    order = [root]
    for place in order:
        order += [to for _, to in by_id[place].branches if to not in order]
    return (by_id[place] for place in order)
