"""``faultgraph validate``: its exit code is the worst severity, and its table counts each one."""

from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from api.cli.commands import validate as command
from api.cli.main import app
from engine.validating.findings import Report, result
from graph.vocabulary_records import FindingSeverity

ERROR, WARNING, INFO = FindingSeverity.ERROR, FindingSeverity.WARNING, FindingSeverity.INFO
CHECK = {ERROR: "orphan_fault", WARNING: "test_mute", INFO: "code_without_cause"}


def _run(
    monkeypatch: pytest.MonkeyPatch, found: list[FindingSeverity], *options: str
) -> tuple[int, str]:
    results = tuple(result(CHECK[level], level, 1, [(["node.x"], [], "")]) for level in found)
    monkeypatch.setattr(command, "connect", lambda _settings: nullcontext())
    monkeypatch.setattr(
        command, "validate_graph", lambda _graph, **_options: Report(7, results, 1.0)
    )
    done = CliRunner().invoke(app, ["validate", *options])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("found", "options", "code"),
    [
        ([], (), 0),
        ([INFO], ("--strict",), 0),
        ([WARNING], (), 0),
        ([WARNING], ("--strict",), 14),
        ([ERROR, WARNING], (), 13),
        ([ERROR], ("--strict",), 13),
    ],
)
def test_the_exit_code_is_that_of_the_worst_severity(
    monkeypatch: pytest.MonkeyPatch,
    found: list[FindingSeverity],
    options: tuple[str, ...],
    code: int,
) -> None:
    assert _run(monkeypatch, found, *options)[0] == code


def test_an_error_that_is_not_shown_still_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(monkeypatch, [ERROR], "--severity", "info")[0] == 13


def test_people_get_counts_by_severity_and_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    _, shown = _run(monkeypatch, [ERROR, INFO], "--table", "--locale", "fr")
    assert "graph version 7: 1 error, 0 warning, 1 info" in shown
    assert "orphan_fault" in shown
