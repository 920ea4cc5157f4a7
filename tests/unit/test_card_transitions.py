"""The life cycle of cards: exactly the steps of requirements section 9, and who began a version."""

from engine.cards.listing import likeness, words_query
from engine.cards.transitions import STEPS, began_by
from graph.cards.levels import confidence_level
from graph.vocabulary_records import CardStatus


def test_the_steps_are_those_of_the_requirements() -> None:
    found = {
        (start.value, name.value, step.end.value)
        for name, step in STEPS.items()
        for start in step.starts
    }
    assert found == {
        ("draft", "submit", "pending_review"),
        ("pending_review", "approve", "approved"),
        ("pending_review", "reject", "draft"),
        ("approved", "deprecate", "deprecated"),
        ("approved", "revise", "draft"),
        ("deprecated", "revise", "draft"),
    }


def test_every_status_leads_on() -> None:
    assert {start for step in STEPS.values() for start in step.starts} == set(CardStatus)


def test_who_began_a_version_is_its_creator_or_reviser() -> None:
    actions = ["create", "update", "submit", "approve", "revise", "update"]
    people = ["ann", "bob", "ann", "eve", "bob", "ann"]
    held = {"history_actions": actions, "history_by": people}
    assert began_by(held) == "bob"
    assert began_by({"history_actions": actions[:4], "history_by": people[:4]}) == "ann"
    assert began_by({}) is None


def test_levels_begin_where_the_requirements_say() -> None:
    found = [confidence_level(score).value for score in (0.39, 0.4, 0.69, 0.7, 0.89, 0.9)]
    assert found == ["low", "medium", "medium", "high", "high", "verified"]


def test_likeness_counts_what_is_shared() -> None:
    assert likeness(0, 3, 4, same_fault=False) == 0.0
    assert likeness(2, 3, 3, same_fault=False) == 0.3
    assert likeness(3, 3, 3, same_fault=True) == 1.0
    assert likeness(0, 0, 0, same_fault=True) == 0.4


def test_no_lucene_syntax_comes_through() -> None:
    assert words_query('title:"x" AND NOT (a* OR b~2) \\ é') == "title x and not a or b 2 é"
    assert words_query("!!!") == '""'
