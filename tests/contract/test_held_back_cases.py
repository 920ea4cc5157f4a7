"""Cases told before the weights exist are well formed, and their held-back half is as committed."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.vocabulary import DTC_PATTERN, SafetyLevel
from tests.contract.checks.files import ROOT

Case = dict[str, Any]

FOLDER = ROOT / "benchmarks" / "knowledge_cases"
SUMS = FOLDER / "held_back.sha256"
FIELDS = (
    "name",
    "language",
    "source",
    "vehicle",
    "complaint",
    "codes",
    "scan_complete",
    "found",
    "ruled_out",
    "expected",
    "safety",
    "decisive_absent",
    "why",
)
ENDINGS = ({"top", "within"}, {"both"}, {"ask_more", "plausible"}, {"unlisted_high"})


def broken_sums(listed: str, folder: Path) -> Iterator[str]:
    """Yield the held-back files that are not as they were when the sums were written."""
    for line in listed.splitlines():
        wanted, name = line.split("  ")
        file = folder / name
        if not file.is_file():
            yield f"{name} is missing"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != wanted:
            yield f"{name} was changed"


def case_problems(case: Case, known: set[str]) -> Iterator[str]:
    """Yield what is wrong with one case."""
    if tuple(case) != FIELDS:
        yield f"fields {', '.join(case)}"
        return
    if case["language"] not in {"fr", "en"} or case["safety"] not in set(SafetyLevel):
        yield f"language {case['language']}, safety {case['safety']}"
    if not case["complaint"] or not case["why"]:
        yield "no complaint or no reason"
    yield from (f"no code: {code}" for code in case["codes"] if not re.fullmatch(DTC_PATTERN, code))
    if set(case["expected"]) not in ENDINGS:
        yield f"no ending: {case['expected']}"
    yield from (f"no fault {name}" for name in sorted(endings(case) - known))


def endings(case: Case) -> set[str]:
    """Return the faults that the ending of a case names."""
    expected = case["expected"]
    several = [*expected.get("both", ()), *expected.get("plausible", ())]
    return {*several, *([expected["top"]] if "top" in expected else [])}


@pytest.fixture(scope="module")
def known() -> set[str]:
    listed = yaml.safe_load((FOLDER / "faults.yaml").read_text(encoding="utf-8"))["faults"]
    return {name["id"] for name in listed}


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    files = sorted(FOLDER.glob("*/*.yaml"))
    return {
        file.relative_to(FOLDER).as_posix(): yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in files
    }


def test_every_case_is_well_formed(cases: dict[str, Case], known: set[str]) -> None:
    found = [
        f"{name}: {what}" for name, case in cases.items() for what in case_problems(case, known)
    ]
    assert found == []


def test_the_held_back_half_is_as_it_was_committed(cases: dict[str, Case]) -> None:
    listed = SUMS.read_text(encoding="utf-8")
    assert list(broken_sums(listed, FOLDER)) == []
    assert len(listed.splitlines()) * 2 >= len(cases) >= 200


def test_the_cases_are_as_many_and_as_various_as_wanted(cases: dict[str, Case]) -> None:
    told = list(cases.values())
    assert sum(case["language"] == "fr" for case in told) * 3 >= len(told)
    assert sum(case["decisive_absent"] for case in told) * 5 >= len(told)
    assert sum("both" in case["expected"] for case in told) >= 20
    assert sum("ask_more" in case["expected"] for case in told) >= 20


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"codes": ["P9999"]}, "no code: P9999"),
        ({"expected": {"top": "fault.none", "within": 1}}, "no fault fault.none"),
        ({"expected": {"top": "fault.none"}}, "no ending: {'top': 'fault.none'}"),
        ({"safety": "bad"}, "language fr, safety bad"),
        ({"complaint": ""}, "no complaint or no reason"),
    ],
)
def test_a_planted_defect_of_a_case_is_found(
    change: dict[str, Any], said: str, cases: dict[str, Case], known: set[str]
) -> None:
    case = {**next(case for case in cases.values() if case["language"] == "fr"), **change}
    assert said in list(case_problems(case, known))


def test_a_changed_and_a_missing_held_back_file_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: other\n", encoding="utf-8")
    sums = f"{'0' * 64}  a.yaml\n{'0' * 64}  b.yaml"
    assert list(broken_sums(sums, tmp_path)) == ["a.yaml was changed", "b.yaml is missing"]
