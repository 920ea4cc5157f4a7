"""Free text to observables, over a few aliases in memory."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.embedding import fold
from engine.text.calibration import calibration_of
from engine.text.deciding import NotUnderstood
from engine.text.understanding import UnderstoodClause, understand
from graph.errors import InvalidInputError
from graph.vocabulary import EvidenceState, Locale
from tests.fakes.alias_index import AliasRow, MemoryAliasIndex
from tests.fakes.trigram_embedder import TrigramEmbedder

_ALIASES = {
    "sign.smoke_black": ("fumée noire", "fumée noire à l'échappement", "black smoke"),
    "sign.smoke_blue": ("fumée bleue", "fumée bleue au démarrage", "blue smoke"),
    "symptom.no_start": ("ne démarre pas", "refuse de démarrer", "does not start"),
    "symptom.power_loss": ("manque de puissance", "perte de puissance", "lack of power"),
    "symptom.stalling": ("le moteur cale", "cale au ralenti", "engine stalls"),
    "symptom.rough_idle": ("ralenti instable", "le moteur tremble au ralenti", "rough idle"),
    "symptom.heater_cold": ("chauffage froid", "plus de chauffage", "no heat"),
    "symptom.brake_squeal": ("freins qui grincent", "grincement au freinage", "brakes squeal"),
}
_EMBEDDER = TrigramEmbedder()
_INDEX = MemoryAliasIndex(
    [
        AliasRow(name, texts[0], texts[2], text, Locale.EN if at == 2 else Locale.FR)
        for name, texts in _ALIASES.items()
        for at, text in enumerate(texts)
    ],
    _EMBEDDER,
)


def _understand(text: str) -> tuple[UnderstoodClause, ...]:
    return understand(text, None, _INDEX, _EMBEDDER)


def _states(text: str) -> dict[str, str]:
    return {
        clause.matched.observable_id: clause.state.value
        for clause in _understand(text)
        if clause.matched
    }


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("pas de fumée noire", {"sign.smoke_black": "absent"}),
        ("no black smoke", {"sign.smoke_black": "absent"}),
        ("pas de fumée noire ni bleue",
         {"sign.smoke_black": "absent", "sign.smoke_blue": "absent"}),
        ("no black or blue smoke", {"sign.smoke_black": "absent", "sign.smoke_blue": "absent"}),
        ("le moteur ne cale pas", {"symptom.stalling": "absent"}),
        ("ne démarre pas", {"symptom.no_start": "present"}),
        ("elle ne démarre plus", {"symptom.no_start": "present"}),
        ("does not start", {"symptom.no_start": "present"}),
        ("pas de puissance", {"symptom.power_loss": "present"}),
        ("pas de perte de puissance", {"symptom.power_loss": "absent"}),
        ("plus de chauffage", {"symptom.heater_cold": "present"}),
        ("ralenti instable, fumée bleue mais pas de fumée noire",
         {"symptom.rough_idle": "present", "sign.smoke_blue": "present",
          "sign.smoke_black": "absent"}),
    ],
)  # fmt: skip
def test_a_denied_symptom_is_absent_and_a_negative_symptom_present(
    text: str, states: dict[str, str]
) -> None:
    assert _states(text) == states


def test_a_denied_lack_reports_the_lack_absent() -> None:
    assert _states("elle démarre")["symptom.no_start"] == "absent"


def test_a_typing_error_does_not_hide_a_symptom() -> None:
    assert "symptom.rough_idle" in _states("ralanti instabel")


def test_something_else_is_not_understood_and_not_dropped() -> None:
    (clause,) = _understand("zzz qqq xxyy")
    assert clause.input == "zzz qqq xxyy"
    assert clause.state is EvidenceState.UNKNOWN
    assert clause.matched is None
    assert clause.reason == NotUnderstood.BELOW_THRESHOLD


def test_broken_characters_are_read_as_spaces() -> None:
    assert _states("fumée\x00noire \ud800") == {"sign.smoke_black": "present"}


def test_an_empty_text_says_so() -> None:
    (clause,) = _understand("  … ")
    assert clause.reason == NotUnderstood.EMPTY
    assert clause.matched is None


def test_an_invalid_code_says_so_beside_a_valid_one() -> None:
    valid, invalid = _understand("P0171 et P9Z99")
    assert (valid.code, valid.reason) == ("P0171", None)
    assert (invalid.code, invalid.reason) == (None, NotUnderstood.INVALID_CODE)


def test_a_contradiction_keeps_the_surer_half() -> None:
    clauses = _understand("fumée noire. Pas de fumée noire à droite")
    assert [clause.state for clause in clauses] == [EvidenceState.PRESENT, EvidenceState.UNKNOWN]
    assert clauses[1].reason == NotUnderstood.CONTRADICTED
    assert clauses[1].alternatives


def test_alternatives_are_other_observables_best_first() -> None:
    (clause,) = _understand("fumée noire")
    names = [match.observable_id for match in clause.alternatives]
    assert "sign.smoke_black" not in names
    assert names[0] == "sign.smoke_blue"
    similarities = [match.similarity for match in clause.alternatives]
    assert similarities == sorted(similarities, reverse=True)


def test_the_field_of_a_text_that_is_too_long_is_named() -> None:
    with pytest.raises(InvalidInputError) as raised:
        understand("x" * 5000, None, _INDEX, _EMBEDDER, field="observables.0.text")
    assert raised.value.field == "observables.0.text"


def test_an_unknown_model_gets_a_threshold_from_the_aliases() -> None:
    calibration = calibration_of(_EMBEDDER, _INDEX)
    assert 0 < calibration.floor < 1
    assert 0 < calibration.threshold < 1


_STATEMENTS = (
    "pas de fumée noire",
    "ne démarre pas",
    "le moteur cale",
    "no heat",
    "brakes don't squeal",
)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_statements_changes_no_state(order: tuple[int, ...]) -> None:
    assert _states(". ".join(_STATEMENTS[at] for at in order)) == _states(
        ". ".join(_STATEMENTS[:4])
    )


@given(st.sampled_from(_STATEMENTS), st.booleans(), st.booleans())
@settings(max_examples=30)
def test_capitals_and_missing_accents_change_no_state(
    statement: str, is_upper: bool, is_folded: bool
) -> None:
    changed = fold(statement) if is_folded else statement
    changed = changed.upper() if is_upper else changed
    assert _states(changed) == _states(statement)


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered_or_refused_as_too_much(text: str) -> None:
    try:
        clauses = _understand(text)
    except InvalidInputError:
        return
    assert clauses
    for clause in clauses:
        assert (clause.reason is None) == (clause.matched is not None or clause.code is not None)
        assert (clause.state is EvidenceState.UNKNOWN) == (clause.reason is not None)
