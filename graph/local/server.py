"""Start, stop and look at a local Neo4j: the only module that others need."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import psutil
from pydantic import SecretStr

from graph.errors import LocalServerError
from graph.local import instance as instances
from graph.local import ports
from graph.local.config import write_config
from graph.local.fetch import ensure_runtime
from graph.local.instance import USERNAME, LocalInstance
from graph.local.java import find_java
from graph.local.launch import console_log, launch, tail
from graph.local.login import wait_until_ready
from graph.local.process import Mode, end, live_process, read_state
from graph.local.runtime import NEO4J_VERSION
from graph.settings import Settings

START_TIMEOUT_S = 180.0  # 10-15 s on an idle machine; recovery after a crash takes longer
_PORT_TAKEN = re.compile(r"Address already in use|BindException|PortBindException")


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that answers, and how to log in.

    Attributes:
        bolt_uri: address for the driver.
        http_uri: address of the HTTP API and, below ``/browser/``, of the Browser.
        username: the only user.
        password: generated when the instance was created.
        pid: process id of the JVM.
        instance: which instance it is, with the ports it really uses.
        reused: it ran before; this call did not start it.
    """

    bolt_uri: str
    http_uri: str
    username: str
    password: SecretStr
    pid: int
    instance: LocalInstance
    reused: bool = False

    def stop(self) -> bool:
        """End it; see ``stop`` of this module."""
        return stop(self.instance)


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What can be said about an instance without logging in.

    Attributes:
        name: of the instance.
        state: ``absent`` was never created, ``starting`` has a JVM that does not answer yet.
        home: its folder.
        bolt_uri: address for the driver, running or not; empty when absent.
        http_uri: address of the HTTP API, running or not; empty when absent.
        version: of Neo4j.
        pid: of the JVM, or None.
        mode: ``daemon``, ``attached``, or None.
        uptime_s: since the JVM began, or None.
        memory_mb: resident memory of the JVM, or None.
    """

    name: str
    state: Literal["absent", "stopped", "starting", "running"]
    home: Path
    bolt_uri: str
    http_uri: str
    version: str = NEO4J_VERSION
    pid: int | None = None
    mode: Mode | None = None
    uptime_s: int | None = None
    memory_mb: int | None = None


def start(
    settings: Settings,
    *,
    daemon: bool,
    instance: LocalInstance | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> RunningServer:
    """Return a server that answers; fetch, configure and start it when it does not run.

    Args:
        settings: names the home, the cache, the ports and the memory.
        daemon: outlives this process; otherwise it ends with this process, however that dies.
        instance: by default the one the settings name.
        progress: told how many bytes of the jars of how many are there.

    Raises:
        LocalServerError: names the setting at fault and the fix.
    """
    instance = instance or instances.load(settings)
    if _process(instance) is None:
        ensure_runtime(settings, progress)  # before the lock: a first fetch may take minutes
    with instance.lock():
        reused = _process(instance) is not None
        if not reused:
            _launch(settings, instance, daemon=daemon)
        running = _ready(instance, reused=reused)
        if not reused:
            instances.keep_ports(running.instance)
        return running


def stop(instance: LocalInstance) -> bool:
    """End the JVM of an instance; a start that is under way is waited for.

    Returns:
        False when nothing ran.

    Raises:
        LocalServerError: another process holds the instance for minutes.
    """
    with instance.lock():
        process = _process(instance)
        if process is None:
            return False
        end(process)
        instance.state_file.unlink(missing_ok=True)
        return True


def wait(instance: LocalInstance) -> None:
    """Return when the JVM of an instance has ended."""
    process = _process(instance)
    if process is not None:
        process.wait()


def status(
    settings: Settings, *, name: str | None = None, instance: LocalInstance | None = None
) -> ServerStatus:
    """Look at an instance; changes nothing and needs no network.

    Args:
        settings: names the home, and the instance unless another one is given.
        name: another instance, which need not exist.
        instance: another instance that is at hand.
    """
    known = instance or instances.find(settings, name)
    if known is None:
        return _absent(settings, name or settings.instance)
    actual = _actual(known)
    stopped = ServerStatus(actual.name, "stopped", actual.home, actual.bolt_uri, actual.http_uri)
    process = _process(actual)
    if process is None:
        return stopped
    state = read_state(actual.state_file)
    try:
        return replace(
            stopped,
            state="running" if ports.answers(actual.bolt_port) else "starting",
            pid=process.pid,
            mode=state.mode if state else None,
            uptime_s=round(time.time() - process.create_time()),
            memory_mb=process.memory_info().rss // 2**20,
        )
    except psutil.NoSuchProcess:
        return stopped


def connection(settings: Settings, *, instance: LocalInstance | None = None) -> RunningServer:
    """Return how to reach a server that already runs.

    Raises:
        LocalServerError: it does not run.
    """
    known = instance or instances.find(settings)
    process = _process(known) if known else None
    if known is None or process is None:
        name = known.name if known else settings.instance
        raise LocalServerError(
            f"the local server {name} does not run",
            field="NEO4J_URI",
            fix="run `faultgraph db start`, or set NEO4J_URI to a server of your own",
        )
    return _running(_actual(known), process.pid, reused=True)


def _launch(settings: Settings, instance: LocalInstance, *, daemon: bool) -> None:
    runtime = ensure_runtime(settings)
    java = find_java(settings)
    instances.prepare(instance)
    ports.require_free(instance.bolt_port, instance.http_port)
    launch(instance, write_config(instance, settings, runtime, java), daemon=daemon)


def _process(instance: LocalInstance) -> psutil.Process | None:
    return live_process(read_state(instance.state_file))


def _actual(instance: LocalInstance) -> LocalInstance:
    """Replace the configured ports by those the running JVM was started with."""
    state = read_state(instance.state_file)
    if state is None or live_process(state) is None:
        return instance
    return replace(instance, bolt_port=state.bolt_port, http_port=state.http_port)


def _ready(instance: LocalInstance, *, reused: bool) -> RunningServer:
    actual = _actual(instance)
    process = _process(actual)
    try:
        password = actual.password()
        wait_until_ready(actual, password, lambda: _still_alive(actual), START_TIMEOUT_S)
    except BaseException:  # also Ctrl-C: whoever started it must not leave it half-started
        if process is not None and not reused:
            end(process)
        raise
    return _running(actual, process.pid if process else 0, reused=reused)


def _running(actual: LocalInstance, pid: int, *, reused: bool) -> RunningServer:
    return RunningServer(
        bolt_uri=actual.bolt_uri,
        http_uri=actual.http_uri,
        username=USERNAME,
        password=actual.password(),
        pid=pid,
        instance=actual,
        reused=reused,
    )


def _still_alive(instance: LocalInstance) -> None:
    if _process(instance) is not None:
        return
    said = tail(console_log(instance))
    if _PORT_TAKEN.search(said):
        ports.require_free(instance.bolt_port, instance.http_port)
    raise LocalServerError(
        f"Neo4j ended while it was starting:\n{said}",
        field="FAULTGRAPH_HEAP_MB" if "Could not reserve" in said else None,
        fix="look at `faultgraph db logs`",
    )


def _absent(settings: Settings, name: str) -> ServerStatus:
    home = instances.home_of(settings, name)
    return ServerStatus(name, "absent", home, bolt_uri="", http_uri="")
