"""The diagnostic tree of a card: questions with two answers that end in a cause (EFI 3.1.2).

A node asks (``if_yes``, ``if_no``) or concludes (``leads_to_root_cause``, the id of a root cause or
a fault; ``rules_out``: it is not this failure). As in the source, a node may do both: then the
answer that has no branch leads to its conclusion. A question has one way that leads to it, so that
where you are tells what was answered; a node that only concludes may be shared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.cards.content import Bilingual

YES, NO = "yes", "no"


@dataclass(frozen=True)
class TreeNode:
    """One node; texts may be in one language first.

    Attributes:
        confirms: id of the root cause or fault that it concludes on.
        rules_out: it concludes that the failure is another one.
    """

    node_id: str
    question: Bilingual = field(default_factory=Bilingual)
    check_action: Bilingual = field(default_factory=Bilingual)
    expected_outcome: Bilingual = field(default_factory=Bilingual)
    tools_required: tuple[Bilingual, ...] = ()
    safety_warnings: tuple[Bilingual, ...] = ()
    duration_minutes: int | None = None
    if_yes: str | None = None
    if_no: str | None = None
    confirms: str | None = None
    rules_out: bool = False

    @property
    def branches(self) -> tuple[tuple[str, str], ...]:
        """Return (answer, node that it leads to) of the answers that lead on."""
        pairs = ((YES, self.if_yes), (NO, self.if_no))
        return tuple((answer, to) for answer, to in pairs if to is not None)

    @property
    def concludes(self) -> bool:
        """Whether the walk may end here."""
        return self.confirms is not None or self.rules_out

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer."""
        return bool(self.branches)


@dataclass(frozen=True)
class DiagnosticTree:
    """A checked tree; nodes in the order of their steps, the root first."""

    nodes: tuple[TreeNode, ...]

    @property
    def root_node_id(self) -> str:
        """Where a diagnosis starts."""
        return self.nodes[0].node_id

    def node(self, node_id: str) -> TreeNode | None:
        """Return a node, or None when the tree has no such node."""
        return next((node for node in self.nodes if node.node_id == node_id), None)

    @property
    def total_paths(self) -> int:
        """How many ways there are from the root to a conclusion."""
        return len(self._lengths())

    @property
    def avg_path_length(self) -> float:
        """Mean number of answers on the way to a conclusion."""
        lengths = self._lengths()
        return round(sum(lengths) / len(lengths), 4)

    def path_to(self, node_id: str) -> tuple[tuple[str, str], ...]:
        """Return (node, its answer) from the root down to a node; the first way, if shared."""
        ways: dict[str, tuple[tuple[str, str], ...]] = {self.root_node_id: ()}
        for node in self.nodes:
            for answer, to in node.branches:
                ways.setdefault(to, (*ways[node.node_id], (node.node_id, answer)))
        return ways[node_id]

    def _lengths(self) -> list[int]:
        """Return the number of answers of every path."""
        found: list[int] = []
        todo = [(self.root_node_id, 0)]
        while todo:
            place, depth = todo.pop()
            node = self.node(place)
            assert node is not None  # noqa: S101 - the tree was checked
            if node.concludes:
                found.append(depth + (1 if node.asks else 0))
            todo += [(to, depth + 1) for _, to in node.branches]
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return the tree as ``CardContent.tree`` has it, every key of every node given."""
        return {
            "root_node_id": self.root_node_id,
            "nodes": [
                _as_dict(node, step_number) for step_number, node in enumerate(self.nodes, start=1)
            ],
        }


def _as_dict(node: TreeNode, step_number: int) -> dict[str, Any]:
    return {
        "node_id": node.node_id,
        "step_number": step_number,
        **{name: _both(getattr(node, name)) for name in TEXTS},
        **{name: [_both(text) for text in getattr(node, name)] for name in TEXT_LISTS},
        "duration_minutes": node.duration_minutes,
        "if_yes": node.if_yes,
        "if_no": node.if_no,
        "leads_to_root_cause": node.confirms,
        "rules_out": node.rules_out,
    }


#: Bilingual texts and lists of a node.
TEXTS = ("question", "check_action", "expected_outcome")
TEXT_LISTS = ("tools_required", "safety_warnings")


def tree_nodes(tree: Mapping[str, Any]) -> Iterator[TreeNode]:
    """Yield the nodes of a tree as it was written, unchecked.

    Raises:
        KeyError, TypeError: it has not the shape; interfaces check that before.
    """
    for node in tree["nodes"]:
        texts: dict[str, Any] = {name: _text(node.get(name)) for name in TEXTS}
        texts |= {name: tuple(map(_text, node.get(name) or ())) for name in TEXT_LISTS}
        yield TreeNode(
            **texts,
            node_id=node["node_id"],
            duration_minutes=node.get("duration_minutes"),
            if_yes=node.get("if_yes"),
            if_no=node.get("if_no"),
            confirms=node.get("leads_to_root_cause"),
            rules_out=bool(node.get("rules_out")),
        )


def _text(value: Bilingual | Mapping[str, Any] | None) -> Bilingual:
    if isinstance(value, Bilingual):
        return value
    return Bilingual(**{key: text or None for key, text in (value or {}).items()})


def _both(text: Bilingual) -> dict[str, str | None]:
    return {"fr": text.fr, "en": text.en}
