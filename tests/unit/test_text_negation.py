"""What is negated, and what is left without the negation."""

import pytest

from engine.text.negation import find_negation
from engine.text.polarity import denies_a_function, names_a_lack


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("pas de fumée", "fumée"),
        ("PAS DE FUMÉE NOIRE", "fumée noire"),
        ("il n'y a pas de fumée blanche", "fumée blanche"),
        ("y a pas de trou à l'accélération", "trou à l'accélération"),
        ("aucun bruit au freinage", "bruit au freinage"),
        ("sans voyant abs", "voyant abs"),
        ("elle ne cale jamais", "elle cale"),
        ("le voyant n\u2019est plus allumé", "le voyant est allumé"),
        ("ni à-coups", "à-coups"),
        ("absence de fumée", "fumée"),
        ("no smoke", "smoke"),
        ("there is no white smoke", "white smoke"),
        ("it doesn't overheat", "it overheat"),
        ("it doesn\u2019t overheat", "it overheat"),
        ("dont smoke", "smoke"),
        ("engine light isn't on", "engine light is on"),
        ("without any misfires", "misfires"),
        ("never stalls", "stalls"),
        ("no longer whistles", "whistles"),
        ("plus de sifflement", "sifflement"),
    ],
)
def test_the_bare_form_lacks_only_the_negation(text: str, bare: str) -> None:
    found = find_negation(text)
    assert found is not None
    assert found.bare == bare
    assert not found.is_weak


@pytest.mark.parametrize(
    "text",
    [
        "fume plus souvent qu'avant",
        "de plus en plus de bruit",
        "elle charge qu'à 3 kW",
        "ralenti instable",
        "brakes squeal",
        "notchy gearbox, annoying knocks",
    ],
)
def test_comparisons_and_plain_statements_are_not_negated(text: str) -> None:
    assert find_negation(text) is None


@pytest.mark.parametrize(
    "text", ["ne freine pas assez", "doesn't brake properly", "tourne sans arrêt", "runs non stop"]
)
def test_a_negation_that_only_weakens_is_marked(text: str) -> None:
    found = find_negation(text)
    assert found is not None
    assert found.is_weak


@pytest.mark.parametrize(
    "text",
    ["ne démarre pas", "plus de puissance", "no power", "won't start", "la charge ne démarre pas"],
)
def test_denying_what_a_car_should_do_is_a_symptom(text: str) -> None:
    found = find_negation(text)
    assert found is not None
    assert denies_a_function(text, found.bare)


@pytest.mark.parametrize(
    "text",
    ["pas de perte de puissance", "no power loss", "pas de fumée", "le voyant ne s'allume pas"],
)
def test_denying_what_is_wrong_is_not_a_symptom(text: str) -> None:
    found = find_negation(text)
    assert found is not None
    assert not denies_a_function(text, found.bare)


def test_a_lack_is_told_from_a_symptom() -> None:
    assert names_a_lack("Ventilateur MORT")
    assert names_a_lack("fan fails to start")
    assert not names_a_lack("fumée noire")
