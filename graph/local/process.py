"""The state file: which process is the JVM of an instance, proof against recycled pids."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import psutil

Mode = Literal["daemon", "attached"]
# The kernel counts start times in ticks of 10 ms; two processes with one pid are seconds apart.
_SAME_START_S = 0.5
_STOP_WAIT_S = 60.0
_KILL_WAIT_S = 15.0


@dataclass(frozen=True, slots=True)
class ServerState:
    """What the supervisor writes down about the JVM it started.

    Attributes:
        pid: process id of the JVM.
        created: when that process began; a later process with the same pid differs here.
        bolt_port: the port it was started with.
        http_port: the port it was started with.
        mode: ``daemon`` outlives its starter, ``attached`` ends with it.
        argument_file: the argument that names the home; no other program carries it.
    """

    pid: int
    created: float
    bolt_port: int
    http_port: int
    mode: Mode
    argument_file: str


def write_state(path: Path, state: ServerState) -> None:
    """Replace the state file in one step."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(json.dumps(asdict(state)), encoding="utf-8")
    part.replace(path)


def read_state(path: Path) -> ServerState | None:
    """Read the state file; a missing or broken one means that nothing runs."""
    try:
        return ServerState(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def live_process(state: ServerState | None) -> psutil.Process | None:
    """Return the JVM if it still runs, never another process that got its pid."""
    if state is None:
        return None
    try:
        process = psutil.Process(state.pid)
        alive = process.status() != psutil.STATUS_ZOMBIE
        return process if alive and _is_same(process, state) else None
    except psutil.Error:
        return None


def end(process: psutil.Process, wait_s: float = _STOP_WAIT_S) -> bool:
    """Ask a process to end and kill it when it does not.

    Returns:
        Whether it ended by itself.
    """
    try:
        process.terminate()
        if _gone(process, wait_s):
            return True
        process.kill()
        _gone(process, _KILL_WAIT_S)
    except psutil.NoSuchProcess:
        return True
    return False


def _is_same(process: psutil.Process, state: ServerState) -> bool:
    if abs(process.create_time() - state.created) < _SAME_START_S:
        return True
    # A corrected system clock moves the start times of all processes.
    return state.argument_file in process.cmdline()


def _gone(process: psutil.Process, wait_s: float) -> bool:
    try:
        process.wait(timeout=wait_s)
    except psutil.TimeoutExpired:
        # Where nobody reaps orphans, as in a bare container, an ended JVM stays a zombie.
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    return True
