"""The state file: a recycled pid is never taken for our JVM, and never killed."""

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.errors import LocalServerError
from graph.local import instance as instances
from graph.local import server
from graph.local.process import ServerState, end, live_process, read_state, write_state
from graph.local.supervisor import _clean_environment
from graph.settings import Settings

SLEEP = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"


def spawn(code: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


@pytest.fixture
def sleeper() -> Iterator["subprocess.Popen[bytes]"]:
    yield from spawn(SLEEP, "@/some/jvm.args")


@pytest.fixture
def stubborn() -> Iterator["subprocess.Popen[bytes]"]:
    yield from spawn(STUBBORN)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, bolt_port=28111, http_port=28112)


def state_of(pid: int) -> ServerState:
    created = psutil.Process(pid).create_time()
    return ServerState(pid, created, 28111, 28112, "daemon", "@/a/jvm.args")


def test_the_state_survives_a_round_trip(tmp_path: Path) -> None:
    state = state_of(os.getpid())
    write_state(tmp_path / "server.json", state)
    assert read_state(tmp_path / "server.json") == state


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', '{"unknown": 1}'])
def test_a_broken_state_file_means_that_nothing_runs(tmp_path: Path, text: str) -> None:
    (tmp_path / "server.json").write_text(text)
    assert read_state(tmp_path / "server.json") is None
    assert live_process(None) is None


def test_a_live_process_with_the_same_start_is_ours(sleeper: "subprocess.Popen[bytes]") -> None:
    found = live_process(state_of(sleeper.pid))
    assert found is not None
    assert found.pid == sleeper.pid


def test_a_recycled_pid_is_not_ours(sleeper: "subprocess.Popen[bytes]") -> None:
    state = state_of(sleeper.pid)
    assert live_process(dataclasses.replace(state, created=state.created - 60)) is None


def test_a_corrected_clock_does_not_lose_our_process(sleeper: "subprocess.Popen[bytes]") -> None:
    state = dataclasses.replace(state_of(sleeper.pid), created=1.0)
    ours = dataclasses.replace(state, argument_file="@/some/jvm.args")
    assert live_process(ours) is not None


def test_an_ended_process_is_not_ours(sleeper: "subprocess.Popen[bytes]") -> None:
    state = state_of(sleeper.pid)
    sleeper.kill()
    sleeper.wait()
    assert live_process(state) is None


def test_a_zombie_is_not_a_running_server(sleeper: "subprocess.Popen[bytes]") -> None:
    state = state_of(sleeper.pid)
    sleeper.kill()
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | os.WNOWAIT)  # ended, and not reaped yet
    assert live_process(state) is None


def test_stop_leaves_a_stranger_with_a_recycled_pid_alone(
    sleeper: "subprocess.Popen[bytes]", settings: Settings
) -> None:
    instance = instances.load(settings)
    stranger = dataclasses.replace(state_of(sleeper.pid), created=1.0)
    write_state(instance.state_file, stranger)
    assert server.stop(instance) is False
    assert sleeper.poll() is None


def test_stop_ends_our_process_and_forgets_it(
    sleeper: "subprocess.Popen[bytes]", settings: Settings
) -> None:
    instance = instances.load(settings)
    write_state(instance.state_file, state_of(sleeper.pid))
    assert server.stop(instance) is True
    assert live_process(state_of(os.getpid())) is not None
    assert not instance.state_file.exists()


def test_a_process_that_ignores_the_request_is_killed(stubborn: "subprocess.Popen[bytes]") -> None:
    assert end(psutil.Process(stubborn.pid), wait_s=0.2) is False
    assert not psutil.pid_exists(stubborn.pid)


def test_the_status_of_an_unknown_instance_is_absent(settings: Settings) -> None:
    assert server.status(settings).state == "absent"
    assert server.status(settings, name="other").name == "other"


def test_the_status_of_a_created_instance_is_stopped(settings: Settings) -> None:
    instance = instances.load(settings)
    found = server.status(settings)
    assert (found.state, found.pid, found.bolt_uri) == ("stopped", None, instance.bolt_uri)


def test_a_process_that_does_not_answer_yet_is_starting(
    sleeper: "subprocess.Popen[bytes]", settings: Settings
) -> None:
    write_state(instances.load(settings).state_file, state_of(sleeper.pid))
    found = server.status(settings)
    assert (found.state, found.pid, found.mode) == ("starting", sleeper.pid, "daemon")


def test_a_connection_uses_the_ports_the_server_was_started_with(
    sleeper: "subprocess.Popen[bytes]", settings: Settings
) -> None:
    instance = instances.load(settings)
    started = dataclasses.replace(state_of(sleeper.pid), bolt_port=28999)
    write_state(instance.state_file, started)
    found = server.connection(settings)
    assert found.bolt_uri == "bolt://127.0.0.1:28999"
    assert found.password == instance.password()
    assert instance.password().get_secret_value() not in repr(found)


def test_a_connection_to_nothing_says_how_to_start_it(settings: Settings) -> None:
    with pytest.raises(LocalServerError, match="does not run") as caught:
        server.connection(settings)
    assert "run `faultgraph db start`" in str(caught.value.fix)


def test_the_state_file_holds_no_secret(tmp_path: Path) -> None:
    write_state(tmp_path / "server.json", state_of(os.getpid()))
    kept = set(json.loads((tmp_path / "server.json").read_text()))
    assert kept == {"pid", "created", "bolt_port", "http_port", "mode", "argument_file"}


def test_the_environment_of_the_jvm_carries_none_of_our_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    monkeypatch.setenv("FAULTGRAPH_API_KEY", "secret")
    assert "secret" not in _clean_environment().values()
