"""A real Neo4j from the jars: start, log in, survive, stop, leave nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError
from pydantic import SecretStr

from graph.errors import LocalServerError
from graph.local import instance as instances
from graph.local import server
from graph.local.instance import LocalInstance
from graph.local.launch import console_log
from graph.local.login import accepts
from graph.local.process import live_process, read_state
from graph.settings import Settings

pytestmark = pytest.mark.integration
ROOT = Path(__file__).parents[2]

STARTER = """
    import sys, time
    from pathlib import Path
    from graph.local import instance, server
    from graph.settings import Settings
    settings = Settings(heap_mb=512, page_cache_mb=64)
    home, bolt_port, http_port, mode, stays_s = sys.argv[1:]
    kept = instance.LocalInstance("temporary", Path(home), int(bolt_port), int(http_port))
    running = server.start(settings, daemon=mode == "daemon", instance=kept)
    print(running.pid, running.reused, flush=True)
    time.sleep(float(stays_s))
"""

Starter = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(heap_mb=512, page_cache_mb=64)


@pytest.fixture(scope="module")
def instance(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> Iterator[LocalInstance]:
    """One home for the whole file: each start of a used home takes seconds less than a new one."""
    made = instances.temporary(tmp_path_factory.mktemp("server"), settings)
    yield made
    server.stop(made)


@pytest.fixture
def running(settings: Settings, instance: LocalInstance) -> server.RunningServer:
    return server.start(settings, daemon=True, instance=instance)


@pytest.fixture
def starter(instance: LocalInstance) -> Iterator[Starter]:
    """Start the server from another process, which a test can kill."""
    begun: list[subprocess.Popen[str]] = []

    def begin(mode: str, stays_s: float) -> "subprocess.Popen[str]":
        where = [str(instance.home), str(instance.bolt_port), str(instance.http_port)]
        command = [sys.executable, "-c", textwrap.dedent(STARTER), *where, mode, str(stays_s)]
        begun.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def said(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Return the pid of the JVM and whether the server was reused."""
    assert process.stdout is not None
    pid, reused = process.stdout.readline().split()
    return int(pid), reused


def ended_within(pid: int, wait_s: float) -> bool:
    deadline = time.monotonic() + wait_s
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


def query(found: server.RunningServer, text: str) -> list[object]:
    auth = (found.username, found.password.get_secret_value())
    with GraphDatabase.driver(found.bolt_uri, auth=auth) as driver:
        return [record[0] for record in driver.execute_query(text).records]


def test_a_started_server_answers_and_says_that_it_runs(
    running: server.RunningServer, settings: Settings
) -> None:
    assert query(running, "RETURN 1") == [1]
    found = server.status(settings, instance=running.instance)
    assert (found.state, found.pid) == ("running", running.pid)
    assert server.connection(settings, instance=running.instance).bolt_uri == running.bolt_uri


def test_a_wrong_password_and_the_first_password_are_refused(
    running: server.RunningServer,
) -> None:
    assert not accepts(running.instance, SecretStr("neo4j"))
    with (
        GraphDatabase.driver(running.bolt_uri, auth=("neo4j", "wrong")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_the_server_listens_on_the_loopback_address_only(running: server.RunningServer) -> None:
    listening = [
        each.laddr
        for each in psutil.Process(running.pid).net_connections("inet")
        if each.status == psutil.CONN_LISTEN
    ]
    addresses = {str(address.ip).removeprefix("::ffff:") for address in listening}
    assert addresses == {"127.0.0.1"}
    ports = {running.instance.bolt_port, running.instance.http_port}
    assert {address.port for address in listening} == ports


def test_the_browser_is_served(running: server.RunningServer) -> None:
    with socket.create_connection(("127.0.0.1", running.instance.http_port), timeout=10) as web:
        web.sendall(b"GET /browser/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert web.recv(15).startswith(b"HTTP/1.1 200")


def test_no_log_argument_or_environment_holds_the_password(running: server.RunningServer) -> None:
    secret = running.password.get_secret_value()
    process = psutil.Process(running.pid)
    assert secret not in " ".join(process.cmdline())
    assert secret not in str(process.environ())
    for folder in (running.instance.logs, running.instance.conf):
        for path in folder.iterdir():
            assert secret not in path.read_text(errors="replace"), path


def test_a_second_start_returns_the_running_server(
    running: server.RunningServer, settings: Settings
) -> None:
    again = server.start(settings, daemon=True, instance=running.instance)
    assert (again.pid, again.reused) == (running.pid, True)


def test_another_instance_on_its_port_is_told_which_setting_to_change(
    running: server.RunningServer, settings: Settings, tmp_path: Path
) -> None:
    other = LocalInstance("other", tmp_path / "other", running.instance.bolt_port, 28999)
    with pytest.raises(LocalServerError, match="is taken") as caught:
        server.start(settings, daemon=True, instance=other)
    assert caught.value.field == "FAULTGRAPH_BOLT_PORT"


def test_a_lost_password_file_is_an_error_and_the_running_server_stays(
    running: server.RunningServer, settings: Settings
) -> None:
    kept = running.instance.password_file.read_text()
    running.instance.password_file.write_text("some other password")
    try:
        with pytest.raises(LocalServerError, match="refuses the password"):
            server.start(settings, daemon=True, instance=running.instance)
    finally:
        running.instance.password_file.write_text(kept)
    assert server.status(settings, instance=running.instance).pid == running.pid


def test_data_survive_a_killed_jvm_and_two_starts_at_once_give_one_server(
    running: server.RunningServer, starter: Starter
) -> None:
    query(running, "MERGE (:LocalServerProbe {name: 'before'})")
    os.kill(running.pid, signal.SIGKILL)
    assert ended_within(running.pid, 10)
    first, second = starter("daemon", 0), starter("daemon", 0)
    (pid, reused), (other_pid, other_reused) = said(first), said(second)
    assert pid == other_pid
    assert {reused, other_reused} == {"True", "False"}
    assert first.wait(20) == second.wait(20) == 0
    # Both starters are gone and the daemon answers.
    assert query(running, "MATCH (n:LocalServerProbe) RETURN n.name") == ["before"]


def test_stop_ends_the_jvm_and_frees_the_ports(
    running: server.RunningServer, settings: Settings
) -> None:
    assert running.stop()
    assert ended_within(running.pid, 1)
    assert server.status(settings, instance=running.instance).state == "stopped"
    assert not running.stop()


def test_an_attached_server_ends_when_its_parent_is_killed(
    instance: LocalInstance, starter: Starter
) -> None:
    server.stop(instance)
    parent = starter("attached", 600)
    pid, _ = said(parent)
    os.kill(parent.pid, signal.SIGKILL)
    assert ended_within(pid, 25)
    assert "Stopped." in (instance.logs / "neo4j.log").read_text().splitlines()[-1]


def test_a_jvm_ends_with_its_killed_supervisor_even_while_it_starts(
    starter: Starter, instance: LocalInstance
) -> None:
    server.stop(instance)
    parent = starter("attached", 600)
    process = _appears(instance)
    supervisor = process.parent()
    assert supervisor is not None
    assert supervisor.ppid() == parent.pid
    supervisor.kill()
    assert ended_within(process.pid, 10)
    assert parent.wait(30) != 0  # the starter reports that Neo4j ended


def test_a_start_that_was_cut_before_the_password_was_set_is_completed_by_the_next(
    settings: Settings, tmp_path: Path
) -> None:
    fresh = instances.temporary(tmp_path, settings)
    begun = LocalInstance("temporary", fresh.home, fresh.bolt_port, fresh.http_port)
    try:
        server._launch(settings, begun, daemon=True)  # as if the starter was killed right here
        _wait_for_log(begun, "Bolt enabled")
        assert server.status(settings, instance=begun).pid is not None
        found = server.start(settings, daemon=True, instance=begun)
        assert found.reused
        assert query(found, "RETURN 1") == [1]
    finally:
        server.stop(begun)


def test_a_jvm_that_cannot_start_is_reported_with_what_it_said(
    settings: Settings, tmp_path: Path
) -> None:
    made = instances.temporary(tmp_path, settings)
    made.data.mkdir()
    (made.data / "databases").write_text("a file where Neo4j wants its folder")
    with pytest.raises(LocalServerError, match=r"(?s)ended while.*databases") as caught:
        server.start(settings, daemon=True, instance=made)
    assert "db logs" in str(caught.value.fix)
    assert live_process(read_state(made.state_file)) is None


def _appears(instance: LocalInstance) -> psutil.Process:
    for _ in range(200):
        process = live_process(read_state(instance.state_file))
        if process is not None:
            return process
        time.sleep(0.1)
    raise AssertionError(console_log(instance).read_text())


def _wait_for_log(instance: LocalInstance, text: str) -> None:
    log = instance.logs / "neo4j.log"
    for _ in range(600):
        if log.exists() and text in log.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"{text} was never logged")
