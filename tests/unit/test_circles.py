"""Circles in relationships that must not have any."""

import pytest

from engine.validating.circles import circles


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ([], []),
        ([("a", "b"), ("b", "c"), ("a", "c")], []),
        ([("a", "a")], [["a"]]),
        ([("a", "b"), ("b", "a"), ("b", "c")], [["a", "b"]]),
        (
            [("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "x")],
            [["a", "b", "c"], ["x", "y"]],
        ),
        (
            [("a", "b"), ("b", "a"), ("b", "m"), ("m", "x"), ("x", "y"), ("y", "x")],
            [["a", "b"], ["x", "y"]],
        ),
    ],
)
def test_nodes_that_reach_each_other_are_one_group(
    edges: list[tuple[str, str]], found: list[list[str]]
) -> None:
    assert circles(edges) == found
