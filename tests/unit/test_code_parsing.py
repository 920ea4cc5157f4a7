"""Trouble codes taken apart: what their letters and digits say (SAE J2012)."""

import pytest

from engine.codes.parsing import code_candidates, parse_code, vag_to_sae
from graph.errors import InvalidInputError
from graph.vocabulary_codes import CodeControl, CodeKind, CodeSystem


def test_a_code_with_a_failure_type_byte_is_taken_apart() -> None:
    code = parse_code(" p0171 -1a ")
    assert (code.code, code.base, code.failure_type) == ("P0171-1A", "P0171", "1A")
    assert (code.kind, code.system) == (CodeKind.SAE, CodeSystem.POWERTRAIN)
    assert (code.subsystem, code.family) == ("1", "P017")


@pytest.mark.parametrize(
    ("code", "control"),
    [
        ("P0171", CodeControl.STANDARD),
        ("P1525", CodeControl.MAKER),
        ("P2263", CodeControl.STANDARD),
        ("P3000", CodeControl.MAKER),
        ("P33FF", CodeControl.MAKER),
        ("P3400", CodeControl.STANDARD),
        ("P3FFF", CodeControl.STANDARD),
        ("C0035", CodeControl.STANDARD),
        ("C2100", CodeControl.MAKER),
        ("B3000", CodeControl.RESERVED),
        ("U3000", CodeControl.STANDARD),
        ("U1000", CodeControl.MAKER),
    ],
)
def test_the_standard_says_who_controls_a_range(code: str, control: CodeControl) -> None:
    assert parse_code(code).control is control


@pytest.mark.parametrize("code", ["E401", "DF025", "2A82", "16825", "DF1012"])
def test_a_makers_own_code_is_another_kind_without_a_system(code: str) -> None:
    found = parse_code(code.lower())
    assert (found.kind, found.system, found.family) == (CodeKind.OEM, None, None)


@pytest.mark.parametrize("code", ["P9Z99", "P01711", "X0171", "B4000", "hello", "12", "P0171-1G"])
def test_what_may_be_a_mistyped_code_is_no_makers_code(code: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_code(code)


def test_a_makers_own_code_means_nothing_without_the_make() -> None:
    assert code_candidates("DF025", None, "f") == ()
    assert code_candidates("DF025", "renault", "f") == ("dtc.renault.DF025",)


def test_five_digits_of_the_volkswagen_group_are_sae_codes_in_disguise() -> None:
    assert vag_to_sae("16825") == "P0441"
    assert vag_to_sae("18000") == "P1592"
    assert vag_to_sae("00532") is None
    assert vag_to_sae("17390") is None  # behind P0999, before P1000
    assert code_candidates("16825", "audi", "f") == (
        "dtc.audi.16825",
        "dtc.audi.P0441",
        "dtc.sae.P0441",
    )
    assert code_candidates("16825", "renault", "f") == ("dtc.renault.16825",)
