"""Told cases: read with what they state, refused when the exam was touched, counted as they end."""

import hashlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yaml

from engine.bench.knowledge.knowledge_rows import Outcome, confusion_pairs, diagnosis_rows
from engine.bench.knowledge.told_cases import Reading, ToldCase, load_told_cases
from engine.verdict import Verdict
from graph.errors import InvalidInputError

CASE = {"complaint": "il cale", "language": "fr", "codes": [], "expected": {"top": "fault.a"}}
READ = {"complaint": [{"any": ["symptom.stalling"]}], "present": ["sign.x"], "absent": ["sign.y"]}


def _folder(folder: Path, readings: dict[str, Any]) -> Path:
    (folder / "cooling").mkdir()
    (folder / "readings").mkdir()
    for name in ("one", "two"):
        text = yaml.safe_dump(CASE | {"name": name})
        (folder / "cooling" / f"{name}.yaml").write_text(text, encoding="utf-8")
    digest = hashlib.sha256((folder / "cooling" / "two.yaml").read_bytes()).hexdigest()
    (folder / "held_back.sha256").write_text(f"{digest}  cooling/two.yaml\n", encoding="utf-8")
    content = yaml.safe_dump({"readings": readings})
    (folder / "readings" / "cooling.yaml").write_text(content, encoding="utf-8")
    return folder


def test_a_case_is_run_with_its_words_and_with_its_findings_as_ids(tmp_path: Path) -> None:
    one, two = load_told_cases(_folder(tmp_path, {"one": READ, "two": READ}))
    assert (one.split, two.split) == ("dev", "held_back")
    data = one.as_case().data
    assert (data["complaint"], data["present"], data["absent"]) == (
        "il cale",
        ["sign.x"],
        ["sign.y"],
    )
    assert "present" not in one.as_complaint().data
    assert [sorted(each.any_of) for each in one.as_text_case().expected] == [["symptom.stalling"]]


def test_a_held_back_case_that_was_changed_stops_the_run(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {"one": READ, "two": READ})
    file = folder / "cooling" / "two.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# easier\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"cooling/two\.yaml is not as it was held back"):
        load_told_cases(folder)


def test_a_case_without_a_reading_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"cooling/two\.yaml has no reading"):
        load_told_cases(_folder(tmp_path, {"one": READ}))


def _outcome(
    expected: dict[str, Any], *named: str, safety: str = "normal", sure: float = 0.5
) -> Outcome:
    diagnoses = [
        SimpleNamespace(rank=at, fault_id=name, probability=sure)
        for at, name in enumerate(named, 1)
    ]
    verdict = SimpleNamespace(diagnoses=diagnoses, safety=SimpleNamespace(level="critical"))
    told = ToldCase("a/b.yaml", "dev", {"expected": expected, "safety": safety}, Reading())
    return Outcome(told, cast("Verdict", verdict))


OUTCOMES = (
    _outcome({"top": "fault.a", "within": 1}, "fault.a", "fault.b"),
    _outcome({"top": "fault.a", "within": 1}, "fault.b", "fault.a", safety="critical"),
    _outcome({"top": "fault.c", "within": 3}, "fault.b", "fault.d", "fault.e", "fault.c"),
    _outcome({"both": ["fault.a", "fault.b"]}, "fault.b", "fault.c", "fault.a"),
    _outcome({"ask_more": True, "plausible": ["fault.a"]}, "fault.a", sure=0.95),
    _outcome({"unlisted_high": True}, "fault.a", sure=0.3),
)


def test_each_ending_is_counted_in_its_own_row() -> None:
    rows = {row.what: (row.figure, row.n) for row in diagnosis_rows(OUTCOMES, "x")}
    assert rows == {
        "right fault first, x": (pytest.approx(100 / 3), 3),
        "right fault in three, x": (pytest.approx(200 / 3), 3),
        "critical cases flagged, x": (100.0, 1),
        "open cases not answered for certain, x": (50.0, 2),
        "one of two faults first, x": (100.0, 1),
        "both of two faults in three, x": (100.0, 1),
    }


def test_confusions_name_the_right_fault_and_the_one_that_came_first() -> None:
    assert confusion_pairs([*OUTCOMES, OUTCOMES[1]]) == [
        {"right": "fault.a", "named_first": "fault.b", "cases": 2},
        {"right": "fault.c", "named_first": "fault.b", "cases": 1},
    ]
