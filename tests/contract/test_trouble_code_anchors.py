"""Trouble codes mean what the standard says; a table that has slipped by one row is found."""

import pytest

from seeds.validate import Pack
from tests.contract.checks.knowledge import observables
from tests.contract.checks.trouble_codes import (
    ANCHORS,
    REQUIRED,
    anchor_problems,
    missing_codes,
    shifted,
)

Labels = dict[str, tuple[str, str]]
RIGHT: Labels = {
    "P0171": ("Mélange trop pauvre, banc 1", "Mixture too lean, bank 1"),
    "P0172": ("Mélange trop riche, banc 1", "Mixture too rich, bank 1"),
    "P0300": ("Ratés sur plusieurs cylindres", "Random or multiple cylinder misfire"),
    "P0301": ("Ratés, cylindre 1", "Misfire, cylinder 1"),
    "P0420": ("Efficacité du catalyseur, banc 1", "Catalyst efficiency, bank 1"),
    "P0430": ("Efficacité du catalyseur, banc 2", "Catalyst efficiency, bank 2"),
    "P0442": ("Petite fuite de vapeurs d'essence", "EVAP system: small leak"),
    "P0700": ("Gestion de la transmission", "Transmission control system"),
}


@pytest.fixture(scope="module")
def shipped(pack: Pack) -> Labels:
    found = observables(list(pack.files.values()))
    return {record.code: (record.label.fr, record.label.en) for record in found if record.code}


def reported(labels: Labels) -> set[str]:
    return {problem.split(" ", 1)[0] for problem in anchor_problems(labels)}


def test_every_shipped_code_means_what_the_standard_says(shipped: Labels) -> None:
    assert anchor_problems(shipped) == []
    assert missing_codes(shipped) == []


def test_right_labels_have_no_problem() -> None:
    assert anchor_problems(RIGHT) == []
    assert set(RIGHT) <= set(ANCHORS)


@pytest.mark.parametrize("by", [1, -1])
def test_a_table_that_has_slipped_by_one_row_is_found(shipped: Labels, by: int) -> None:
    assert reported(shifted(RIGHT, by)) == set(RIGHT)
    assert set(REQUIRED) <= reported(shifted(shipped, by))
    assert len(reported(shifted(shipped, by))) >= 25


@pytest.mark.parametrize(
    ("code", "fr", "en"),
    [
        ("P0420", "Relais d'injection d'air secondaire", "Secondary Air Injection Relay"),
        ("P0420", "Efficacité du catalyseur, banc 2", "Catalyst efficiency, bank 2"),
        ("P0171", "Mélange trop riche, banc 1", "Mixture too rich, bank 1"),
        ("P0300", "Ratés, cylindre 1", "Misfire, cylinder 1"),
        ("P0301", "Ratés, cylindre 2", "Misfire, cylinder 2"),
        ("P0442", "Grosse fuite de vapeurs", "EVAP system: large leak"),
    ],
)
def test_a_planted_wrong_meaning_is_found_in_both_languages(code: str, fr: str, en: str) -> None:
    assert reported({code: (fr, RIGHT[code][1])}) == {code}
    assert reported({code: (RIGHT[code][0], en)}) == {code}


def test_a_planted_missing_code_is_found() -> None:
    assert missing_codes(["P0171", "P0300", "P0301", "P0430"]) == ["P0420"]
