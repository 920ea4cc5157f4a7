"""Comparing words and mending them."""

import pytest

from engine.text.alias_index import fuzzy_query
from engine.text.matching import AliasText
from engine.text.words import WordRarity, edits, is_within, mend

_RARITY = WordRarity(
    [
        AliasText("a1", "fumée noire", "sign.smoke_black"),
        AliasText("a2", "fumée bleue", "sign.smoke_blue"),
        AliasText("a3", "ralenti instable", "symptom.rough_idle"),
    ]
)


def test_rare_words_tell_more() -> None:
    assert _RARITY.weight("noire") > _RARITY.weight("fumee")
    assert _RARITY.weight("unheard") == pytest.approx(1.0)


def test_likeness_is_symmetric_and_tolerates_typing_errors() -> None:
    assert _RARITY.likeness("ralenti instable", "Ralenti instable") == pytest.approx(1.0)
    one, other = "ralanti instable", "ralenti instable"
    assert 0.5 < _RARITY.likeness(one, other) < 1.0
    assert _RARITY.likeness(one, other) == pytest.approx(_RARITY.likeness(other, one))
    assert _RARITY.likeness("", "fumée") == 0.0


def test_a_negation_counts_as_a_word() -> None:
    assert _RARITY.likeness("pas de fumée", "fumée") < _RARITY.likeness("fumée", "fumée")


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [("voyan", "voyant", 1), ("idel", "idle", 1), ("chat", "chien", 3), ("abc", "abc", 0)],
)
def test_edits_count_swapped_neighbours_once(left: str, right: str, distance: int) -> None:
    assert edits(left, right, 5) == distance


def test_words_are_mended_from_the_aliases() -> None:
    aliases = ["démarrage difficile", "à froid"]
    assert mend("demarage dificile a froid", aliases) == "démarrage difficile à froid"


@pytest.mark.parametrize("text", ["lead", "pas", "1.5", "fumée"])
def test_other_words_are_left_alone(text: str) -> None:
    assert mend(text, ["dead battery", "passe", "15", "fumée"]) == text


def test_is_within_needs_every_word() -> None:
    assert is_within("le moteur démarre", "moteur démarre mal")
    assert not is_within("le moteur fume", "moteur démarre mal")
    assert not is_within("", "moteur")


def test_a_lucene_query_holds_only_words() -> None:
    assert fuzzy_query('démarrage "abs" (OR) ~^:') == ("demarrage^2 demarrage~2 abs or")
    assert fuzzy_query("?!") == '""'
