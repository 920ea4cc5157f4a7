"""Trouble codes in a complaint."""

import pytest

from engine.text.clauses import split_statements
from engine.text.codes import find_codes
from graph.vocabulary import EvidenceState


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("P0171", "P0171"),
        ("p0171", "P0171"),
        ("code p 0171 mémorisé", "P0171"),
        ("P0171-00", "P0171-00"),
        ("(U0100)", "U0100"),
        ("b1234-1a", "B1234-1A"),
        ("p 2014", "P2014"),
    ],
)
def test_codes_are_found_however_they_are_written(text: str, code: str) -> None:
    assert [mention.code for mention in find_codes(text)] == [code]


@pytest.mark.parametrize("text", ["P9Z99", "P17", "P01711", "c4999", "p4500"])
def test_what_only_looks_like_a_code_is_reported_without_one(text: str) -> None:
    assert [(mention.said, mention.code) for mention in find_codes(text)] == [(text, None)]


@pytest.mark.parametrize(
    "text",
    ["C4 Picasso", "Mercedes B180", "C 220", "depuis c'2014", "u 2014", "moteur 1.6 essence", "P"],
)
def test_names_of_models_and_years_are_not_codes(text: str) -> None:
    assert find_codes(text) == []


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("j'ai lu P0171 mais pas de P0300", {"P0171": "present", "P0300": "absent"}),
        ("no P0300, P0171 stored", {"P0300": "absent", "P0171": "present"}),
        ("ni P0300 ni P0420", {"P0300": "absent", "P0420": "absent"}),
        ("sans P0300 ou P0420", {"P0300": "absent", "P0420": "absent"}),
        ("ne démarre pas, P0335", {"P0335": "present"}),
    ],
)
def test_a_denied_code_is_absent(text: str, states: dict[str, str]) -> None:
    found = [code for statement in split_statements(text) for code in statement.codes]
    assert {code.code: code.state.value for code in found} == states


def test_words_that_only_introduce_a_code_are_no_symptom() -> None:
    (statement,) = split_statements("j'ai lu le code P0171 à la valise et P0300")
    assert [code.state for code in statement.codes] == [EvidenceState.PRESENT] * 2
    assert [part.said for part in statement.parts] in ([], ["j'ai lu le code à la valise"])


def test_a_symptom_beside_a_code_is_kept() -> None:
    (statement,) = split_statements("p 0420 et voyant moteur")
    assert [part.said for part in statement.parts] == ["voyant moteur"]
