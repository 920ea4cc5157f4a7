"""How a complaint is split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.text.clauses import MAX_CHARACTERS, MAX_PARTS, guess_locale, split_statements
from graph.errors import InvalidInputError
from graph.vocabulary import Locale


def _said(text: str) -> list[list[str]]:
    return [[part.said for part in statement.parts] for statement in split_statements(text)]


def test_full_stops_end_statements_and_decimals_do_not() -> None:
    assert _said("1.5 dCi qui fume. Cale à 0.9 bar ! Vibre") == [
        ["1.5 dCi qui fume"],
        ["Cale à 0.9 bar"],
        ["Vibre"],
    ]


def test_commas_and_joining_words_separate_parts() -> None:
    assert _said("siffle, broute et cale mais pas de fumée sans voyant") == [
        ["siffle", "broute", "cale", "pas de fumée", "sans voyant"]
    ]


def test_runs_of_parts_are_read_as_one_symptom_too() -> None:
    (statement,) = split_statements("au ralenti, le moteur tremble")
    assert "au ralenti, le moteur tremble" in [reading.said for reading in statement.readings]


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("pas de fumée noire ni bleue", "fumée bleue"),
        ("no black or blue smoke", "black smoke"),
        ("fumée noire et bleue", "fumée bleue"),
    ],
)
def test_items_of_a_list_share_their_noun(text: str, variant: str) -> None:
    (statement,) = split_statements(text)
    assert variant in [one for reading in statement.readings for one in reading.variants]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("pas de fumée noire ni bleue", [True, True]),
        ("no black or blue smoke", [True, True]),
        ("pas de fumée et bruit fort", [True, False]),
        ("siffle mais sans fumée", [False, True]),
    ],
)
def test_a_negation_reaches_as_far_as_its_list(text: str, negated: list[bool]) -> None:
    (statement,) = split_statements(text)
    assert [part.negation is not None for part in statement.parts] == negated


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("le moteur cale au feu", Locale.FR),
        ("the engine dies at the lights", Locale.EN),
        ("démarrage difficile", Locale.FR),
        ("P0171", None),
        ("", None),
    ],
)
def test_the_language_is_guessed_from_small_words(text: str, locale: Locale | None) -> None:
    assert guess_locale(text) is locale


def test_a_text_that_is_too_long_names_its_field() -> None:
    with pytest.raises(InvalidInputError) as raised:
        split_statements("a" * (MAX_CHARACTERS + 1), "observables.2.text")
    assert raised.value.field == "observables.2.text"
    assert raised.value.fix


def test_too_many_parts_name_their_field() -> None:
    assert len(_said(", ".join(["cale"] * MAX_PARTS))[0]) == MAX_PARTS
    with pytest.raises(InvalidInputError) as raised:
        split_statements(", ".join(["cale"] * (MAX_PARTS + 1)))
    assert raised.value.field == "text"


@pytest.mark.parametrize("text", ["", "   ", "...", "?!", "\n\n", ",;,"])
def test_a_text_without_words_has_no_statement(text: str) -> None:
    assert split_statements(text) == ()


@given(st.text(max_size=300))
def test_any_text_is_split_or_refused_as_too_much(text: str) -> None:
    try:
        statements = split_statements(text)
    except InvalidInputError:
        return
    for statement in statements:
        assert all(part.said for part in statement.parts)
        assert {reading.first for reading in statement.readings} == set(range(len(statement.parts)))
