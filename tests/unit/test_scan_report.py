"""Scan reports as text: what is read, what is left out, and that nothing is made up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.codes.freeze_frame import checked_frame
from engine.scan.report import MOST_CHARACTERS, ScanReport, parse_report
from graph.errors import InvalidInputError
from graph.vocabulary_codes import DtcStatus

VCDS = """Address 01: Engine (J623-CAGA)       Labels: 8K0-907-551.clb
   Part No SW: 8K0 907 551    HW: 8K0 907 551
   Component: MED17.1 4.0L P0030
2 Faults Found:
16825 - EVAP Emission Control System: Incorrect Flow
            P0441 - 004 - No Signal - Intermittent
00532 - Supply Voltage B+
             Freeze Frame:
                    RPM: 820 /min
                    Coolant temperature: 190 °F
                    Vehicle speed: 10 mph

Address 03: ABS Brakes
No fault code found.
"""
VALISE = """Véhicule : Renault Clio
VIN : VF1RJA00012345678
Kilométrage : 98 000 km  le 12/03/2024
Calculateur : Injection
P0171-00 Mélange trop pauvre - présent
Température d'eau : 88 °C
Régime moteur : 820 tr/min
P0300 Ratés - en attente
DF025 Circuit capteur - mémorisé
Calculateur : ABS
Aucun défaut
Test global terminé, tous les calculateurs lus
"""
CSV = """code,description,status
"P0420","Catalyst efficiency","permanent"
P0442,EVAP small leak,cleared
p0301:00;Misfire;Stored
2A82 VANOS intake
"""


def _codes(report: ScanReport) -> dict[str, DtcStatus | None]:
    return {entry.code: entry.status for entry in report.entries}


def _ignored(report: ScanReport) -> set[tuple[str, str]]:
    return {(item.reason, item.text) for item in report.ignored}


def test_a_vcds_report_gives_codes_modules_and_freeze_frames() -> None:
    report = parse_report(VCDS)
    assert _codes(report) == {"P0441": None, "00532": None}
    evap, supply = report.entries
    assert (evap.line, evap.module, evap.is_intermittent) == (5, "Engine (J623-CAGA)", True)
    assert supply.freeze_frame == {
        "engine_rpm": 820.0,
        "coolant_temp_c": 87.78,
        "vehicle_speed_km_h": 16.09,
    }
    assert report.modules == ("Engine (J623-CAGA)", "ABS Brakes")
    assert {reason for reason, _ in _ignored(report)} == {"part_number"}
    assert report.says_no_codes
    assert not report.is_complete


def test_a_french_report_gives_status_and_says_itself_that_it_is_complete() -> None:
    report = parse_report(VALISE)
    assert _codes(report) == {
        "P0171-00": DtcStatus.CONFIRMED,
        "P0300": DtcStatus.PENDING,
        "DF025": DtcStatus.CONFIRMED,
    }
    assert report.entries[0].freeze_frame == {"coolant_temp_c": 88.0, "engine_rpm": 820.0}
    assert {entry.module for entry in report.entries} == {"Injection"}
    assert report.is_complete
    assert ("vin", "") in _ignored(report)
    assert ("date", "12/03/2024") in _ignored(report)


def test_lines_of_values_between_commas_are_read() -> None:
    report = parse_report(CSV)
    assert _codes(report) == {
        "P0420": DtcStatus.PERMANENT,
        "P0301-00": DtcStatus.CONFIRMED,
        "2A82": None,
    }
    assert ("cleared", "P0442") in _ignored(report)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Pending DTCs:\nP0171, P0300", {"P0171": "pending", "P0300": "pending"}),
        ("Permanent codes: P0420", {"P0420": "permanent"}),
        ("P0171 not confirmed", {"P0171": "pending"}),
        ("P0171\nStatus: pending", {"P0171": "pending"}),
        (
            "Codes en attente :\nP0171\nCodes mémorisés :\nP0300",
            {"P0171": "pending", "P0300": "confirmed"},
        ),
        ("U112300 lost communication", {"U1123-00": None}),
        ("P0441 00 [032] - Flow", {"P0441-00": None}),
        ("P0171 pending\nP0171 confirmed", {"P0171": "confirmed"}),
        ("No pending codes", {}),
        ("see P0101 first", {}),
        ("P9Z99 and C4 and B180", {}),
        ("Part number: P0171", {}),
        ("VIN: WVWZZZP0171234567", {}),
        ("", {}),
    ],
)
def test_status_and_form_are_read_as_they_stand(text: str, codes: dict[str, str | None]) -> None:
    assert _codes(parse_report(text)) == codes


@pytest.mark.parametrize(
    ("text", "is_complete"),
    [
        ("No fault codes found.", False),
        ("Aucun défaut.", False),
        ("Full system scan\nNo fault codes found.", True),
        ("Scan complete. P0171", True),
        ("Scan incomplete: no response from ABS. Full scan", False),
    ],
)
def test_only_a_report_that_says_so_is_complete(text: str, is_complete: bool) -> None:
    assert parse_report(text).is_complete is is_complete


def test_a_report_that_is_too_long_is_refused_with_its_field() -> None:
    for text in ("x" * (MOST_CHARACTERS + 1), "\n".join(f"P0{at:03d}" for at in range(200))):
        with pytest.raises(InvalidInputError) as caught:
            parse_report(text, "scan_report")
        assert caught.value.field == "scan_report"


_PIECES = st.sampled_from(
    [
        *(VCDS + VALISE + CSV).splitlines(),
        "P0171",
        "-1A",
        "16825 - ",
        ": ",
        "RPM: 1e9",
        "DF0",
        "=== ",
    ]
)


@given(st.lists(st.one_of(st.text(max_size=40), _PIECES), max_size=25), st.sampled_from(["", "\n"]))
def test_no_text_breaks_the_reading_and_no_code_is_made_up(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    report = parse_report(text)
    written = re.sub(r"[-: ]", "", text.upper())
    lines = text.splitlines()
    for entry in report.entries:
        assert entry.code.replace("-", "") in written
        assert 1 <= entry.line <= len(lines)
        assert entry.finding().code == entry.code
        assert checked_frame(entry.freeze_frame, "f") == entry.freeze_frame
