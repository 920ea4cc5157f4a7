"""``faultgraph db`` without a server: what it refuses, asks and prints."""

import json
import os
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner

from api.cli.commands.db import app
from graph.errors import InvalidInputError, LocalServerError
from graph.local import instance as instances
from graph.local.process import ServerState, write_state
from graph.settings import Settings

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("FAULTGRAPH_HOME", str(tmp_path))
    monkeypatch.delenv("FAULTGRAPH_INSTANCE", raising=False)
    return Settings()


def test_every_command_says_what_it_does() -> None:
    shown = RUNNER.invoke(app, ["--help"]).output
    for name in ("start", "stop", "status", "logs", "browser", "reset", "backup", "restore"):
        assert name in shown
        assert "--instance" in RUNNER.invoke(app, [name, "--help"], color=False).output


def test_status_is_json_when_it_is_not_read_by_a_person() -> None:
    result = RUNNER.invoke(app, ["status", "--instance", "car"])
    assert result.exit_code == 0
    assert json.loads(result.output)["state"] == "absent"


def test_status_names_the_password_file_and_never_the_password(settings: Settings) -> None:
    made = instances.load(settings)
    output = RUNNER.invoke(app, ["status"]).output
    assert json.loads(output)["password_file"] == str(made.password_file)
    assert made.password().get_secret_value() not in output


@pytest.mark.parametrize("command", ["stop", "logs", "browser", "reset", "backup"])
def test_an_unknown_instance_is_an_error_that_says_how_to_make_it(command: str) -> None:
    result = RUNNER.invoke(app, [command, "--instance", "ghost"])
    assert isinstance(result.exception, LocalServerError)
    assert "db start --instance ghost" in str(result.exception.fix)


def test_browser_without_a_running_server_says_how_to_start_it(settings: Settings) -> None:
    instances.load(settings)
    result = RUNNER.invoke(app, ["browser", "--no-open"])
    assert isinstance(result.exception, LocalServerError)
    assert "faultgraph db start" in str(result.exception.fix)


def test_logs_prints_the_last_lines(settings: Settings) -> None:
    made = instances.load(settings)
    made.logs.mkdir()
    (made.logs / "neo4j.log").write_text("one\ntwo\nthree\n")
    assert RUNNER.invoke(app, ["logs", "-n", "2"]).output == "two\nthree\n"


def test_reset_without_a_person_needs_yes(settings: Settings) -> None:
    made = instances.load(settings)
    made.data.mkdir()
    result = RUNNER.invoke(app, ["reset"])
    assert isinstance(result.exception, InvalidInputError)
    assert made.data.exists()


def test_reset_with_yes_deletes_the_data(settings: Settings) -> None:
    made = instances.load(settings)
    made.data.mkdir()
    assert RUNNER.invoke(app, ["reset", "--yes"]).exit_code == 0
    assert not made.data.exists()


def test_backup_and_restore_bring_the_data_back(settings: Settings, tmp_path: Path) -> None:
    made = instances.load(settings)
    made.data.mkdir()
    (made.data / "store").write_text("nodes")
    archive = tmp_path / "b.tar.gz"
    assert RUNNER.invoke(app, ["backup", str(archive)]).exit_code == 0
    RUNNER.invoke(app, ["reset", "--yes"])
    assert RUNNER.invoke(app, ["restore", str(archive), "--yes"]).exit_code == 0
    assert (made.data / "store").read_text() == "nodes"


def test_backup_of_a_running_server_is_refused(settings: Settings, tmp_path: Path) -> None:
    made = instances.load(settings)
    made.data.mkdir()
    created = psutil.Process().create_time()
    write_state(made.state_file, ServerState(os.getpid(), created, 1, 2, "daemon", "@x"))
    result = RUNNER.invoke(app, ["backup", str(tmp_path / "b.tar.gz")])
    assert isinstance(result.exception, LocalServerError)
    assert "db stop" in str(result.exception.fix)


def test_a_port_out_of_range_is_a_usage_error() -> None:
    assert RUNNER.invoke(app, ["start", "--bolt-port", "70000"]).exit_code == 2
