"""Circles in relationships that must not have any."""

from collections.abc import Sequence


def circles(edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return the groups of nodes that reach each other, each sorted; a loop is a group of one.

    Strongly connected components, found by removing what has no way in or out and then by the
    nodes that are reached both ways; the groups are few and small.
    """
    ahead: dict[str, set[str]] = {}
    back: dict[str, set[str]] = {}
    for start, end in edges:
        ahead.setdefault(start, set()).add(end)
        back.setdefault(end, set()).add(start)
    left = _core(ahead, back)
    groups = []
    while left:
        first = min(left)
        group = _reached(first, ahead, left) & _reached(first, back, left)
        if group:
            groups.append(sorted(group))
        left -= group | {first}
    return groups


def _core(ahead: dict[str, set[str]], back: dict[str, set[str]]) -> set[str]:
    """Return the nodes that have both a way in and a way out among themselves."""
    left = ahead.keys() & back.keys()
    while True:
        kept = {node for node in left if ahead[node] & left and back[node] & left}
        if kept == left:
            return set(left)
        left = kept


def _reached(start: str, ahead: dict[str, set[str]], within: set[str]) -> set[str]:
    """Return what is reached from a node by one step or more."""
    found: set[str] = set()
    todo = [start]
    while todo:
        for node in ahead[todo.pop()] & within:
            if node not in found:
                found.add(node)
                todo.append(node)
    return found
