"""Rows of `bench quality`: verdicts, the Markdown table and the JSON file."""

import json
from pathlib import Path

import pytest

from engine.bench.quality import result_file
from engine.bench.quality.result_file import UNKNOWN, commit_hash, sha256_of, write_results
from engine.bench.quality.results import (
    GoalVerdict,
    QualityRow,
    Target,
    markdown_table,
    mean_row,
    share_row,
)
from engine.bench.share import Share


def _row(figure: float, interval: tuple[float, float] | None, target: Target | None) -> QualityRow:
    return QualityRow("QA1", "top-1 | full evidence", figure, "%", interval, 10, target)


@pytest.mark.parametrize(
    ("figure", "interval", "target", "expected"),
    [
        (99.5, (99.0, 99.8), Target(low=99.4), GoalVerdict.REACHED),
        (99.4, (99.0, 99.8), Target(low=99.4), GoalVerdict.REACHED),
        (99.3, (99.0, 99.6), Target(low=99.4), GoalVerdict.NOT_REFUTED),
        (98.0, (97.0, 99.0), Target(low=99.4), GoalVerdict.MISSED),
        (0.02, (0.005, 0.03), Target(high=0.01), GoalVerdict.NOT_REFUTED),
        (0.02, (0.015, 0.03), Target(high=0.01), GoalVerdict.MISSED),
        (97.0, (95.5, 98.0), Target(94, 96), GoalVerdict.NOT_REFUTED),
        (97.0, (96.5, 98.0), Target(94, 96), GoalVerdict.MISSED),
        (0.02, None, Target(high=0.01), GoalVerdict.MISSED),
        (0.02, None, None, None),
    ],
)
def test_the_verdict_follows_from_figure_interval_and_target(
    figure: float,
    interval: tuple[float, float] | None,
    target: Target | None,
    expected: GoalVerdict | None,
) -> None:
    assert _row(figure, interval, target).verdict is expected


def test_a_share_becomes_a_row_in_per_cent_with_its_wilson_interval() -> None:
    row = share_row("QA1", "top-1", Share(95, 100), Target(low=90))
    assert (row.figure, row.unit, row.n) == (95.0, "%", 100)
    assert row.interval == pytest.approx((88.825, 97.846), abs=1e-3)


def test_a_mean_becomes_a_row_with_its_normal_interval() -> None:
    row = mean_row("QA3", "questions", [4.0, 6.0, 5.0, 5.0], "questions")
    assert row.figure == 5.0
    assert row.interval == pytest.approx((5 - 0.80015, 5 + 0.80015), abs=1e-4)
    assert row.n == 4


def test_the_table_has_one_line_a_row_and_keeps_its_columns_together() -> None:
    table = markdown_table([_row(99.3, (99.0, 99.6), Target(low=99.4)), _row(1.0, None, None)])
    assert table.splitlines()[2:] == [
        "| QA1 | top-1 \\| full evidence | 99.30 % | 99.00 to 99.60 | 10 | ≥ 99.4 | not refuted |",
        "| QA1 | top-1 \\| full evidence | 1.00 % | - | 10 | - | - |",
    ]


def test_the_file_says_on_what_and_with_which_parameters_it_was_measured(tmp_path: Path) -> None:
    data = tmp_path / "patients.csv"
    data.write_text("a,b\n")
    out = tmp_path / "results" / "quality.json"
    write_results(
        out, [_row(99.5, (99.0, 99.8), Target(low=99.4))], dataset=[data], parameters={"seed": 7}
    )
    content = json.loads(out.read_text())
    assert content["dataset_sha256"] == sha256_of([data])
    assert content["dataset_files"] == ["patients.csv"]
    assert content["parameters"] == {"seed": 7}
    assert content["rows"][0]["target"] == [99.4, None]
    assert content["rows"][0]["verdict"] == "reached"
    assert str(tmp_path) not in out.read_text()


def test_a_figure_that_is_not_a_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_results(
            tmp_path / "out.json", [_row(float("nan"), None, None)], dataset=[], parameters={}
        )


def test_the_hash_ignores_the_order_of_files_but_not_a_changed_byte(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("2")
    before = sha256_of([one, two])
    assert sha256_of([two, one]) == before
    two.write_text("3")
    assert sha256_of([one, two]) != before


def test_outside_a_checkout_the_commit_is_unknown(tmp_path: Path) -> None:
    assert commit_hash(tmp_path) == UNKNOWN


def test_without_git_the_commit_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert commit_hash(Path(result_file.__file__).parent) == UNKNOWN
