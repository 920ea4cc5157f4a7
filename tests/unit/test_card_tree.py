"""Diagnostic trees: each defect is refused by its node; every walk of a good one ends."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.card_texts import CARD_ERRORS
from engine.cards.tree import parse_tree, walk
from graph.cards.tree import DiagnosticTree
from graph.cards.tree_checks import TEXTS
from graph.errors import InvalidInputError, NotFoundError
from tests.builders.cards import ask, conclude, small_tree, tree

CAUSE = "cause.cell_defect"
END = conclude("end", CAUSE)
Node = dict[str, Any]

#: The defect, the nodes that have it, the node that is named.
DEFECTS: list[tuple[str, tuple[Node, ...], str]] = [
    ("empty", (), ""),
    ("too_many", tuple(conclude(f"n{at}", CAUSE) for at in range(201)), ""),
    ("duplicate", (ask("n1", "end", "end2"), END, END, conclude("end2")), "end"),
    ("dangling", (ask("n1", "end", "gone"), END), "n1"),
    ("half", (ask("n1", "end", None), END), "n1"),
    ("mute", (ask("n1", "end", "n2"), END, {"node_id": "n2"}), "n2"),
    ("both", (ask("n1", "end", "other", rules_out=True), END, conclude("other")), "n1"),
    (
        "two_conclusions",
        ({"node_id": "n1", "leads_to_root_cause": CAUSE, "rules_out": True},),
        "n1",
    ),
    ("same", (ask("n1", "end", "end"), END), "n1"),
    (
        "silent",
        ({"node_id": "n1", "if_yes": "end", "if_no": "other"}, END, conclude("other")),
        "n1",
    ),
    ("circle", (ask("n1", "n2", "end"), ask("n2", "n1", "end"), END), "n1"),
    (
        "parents",
        (
            ask("n1", "n2", "n3"),
            ask("n2", "n4", "end"),
            ask("n3", "n4", "end"),
            ask("n4", "end", "x"),
            END,
            conclude("x"),
        ),
        "n4",
    ),
    ("unreachable", (ask("n1", "end", "x"), END, conclude("x"), conclude("alone", CAUSE)), "alone"),
]


@pytest.mark.parametrize(("kind", "nodes", "named"), DEFECTS)
def test_a_defect_is_refused_by_its_node(kind: str, nodes: tuple[Node, ...], named: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_tree(tree(*nodes))
    assert kind in {each["kind"] for each in refused.value.details["problems"]}
    told = [each for each in refused.value.details["problems"] if each["kind"] == kind]
    assert told[0]["node_id"] == named
    assert str(refused.value.field).startswith("diagnostic_tree.")


def test_a_root_that_is_no_node_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="root"):
        parse_tree(tree(END, root="gone"))


def test_every_defect_has_a_test_and_words_in_french() -> None:
    assert {kind for kind, _, _ in DEFECTS} | {"root_unknown"} == set(TEXTS)
    assert {f"tree.{kind}" for kind in TEXTS} <= set(CARD_ERRORS)


def test_paths_are_counted_by_answers() -> None:
    found = parse_tree(small_tree(CAUSE))
    assert (found.root_node_id, found.total_paths) == ("n1", 3)
    assert found.avg_path_length == pytest.approx(5 / 3, abs=1e-4)  # no; yes no; yes yes
    assert [node.node_id for node in found.nodes] == ["n1", "n2", "other", "found"]


def test_a_question_may_conclude_on_the_answer_without_a_branch() -> None:
    found = parse_tree(tree(ask("n1", None, "end", leads_to_root_cause=CAUSE), conclude("end")))
    assert (found.total_paths, found.avg_path_length) == (2, 1.0)
    step = walk(found, "n1", "yes")
    assert (step.is_concluded, step.node.confirms) == (True, CAUSE)
    assert [(node.node_id, answer) for node, answer in step.path] == [("n1", "yes")]


def test_the_shape_survives_its_own_form() -> None:
    found = parse_tree(small_tree(CAUSE))
    assert parse_tree(found.as_dict()) == found
    assert parse_tree(found.as_dict()).as_dict() == found.as_dict()


@given(
    answers=st.lists(st.sampled_from(["yes", "no"]), min_size=12, max_size=12),
    depth=st.integers(1, 10),
)
def test_every_walk_ends_and_tells_its_way(answers: list[str], depth: int) -> None:
    asked = [ask(f"n{at}", f"n{at + 1}", "other") for at in range(depth)]
    found = parse_tree(tree(*asked, conclude(f"n{depth}", CAUSE), conclude("other")))
    assert found.total_paths == depth + 1
    _walk_to_the_end(found, answers)


def _walk_to_the_end(found: DiagnosticTree, answers: list[str]) -> None:
    step = walk(found)
    given: list[str] = []
    for answer in answers:
        if step.is_concluded:
            break
        step = walk(found, step.node.node_id, answer)
        given.append(answer)
        assert [said for _, said in step.path] == given
    assert step.is_concluded


def test_a_walk_starts_asks_again_and_refuses_what_is_not_there() -> None:
    found = parse_tree(small_tree(CAUSE))
    assert walk(found).node.node_id == "n1"
    assert walk(found, "n2").node.node_id == "n2"
    assert walk(found, "found").is_concluded
    with pytest.raises(InvalidInputError):
        walk(found, None, "yes")
    with pytest.raises(InvalidInputError):
        walk(found, "found", "yes")
    with pytest.raises(NotFoundError):
        walk(found, "gone")
