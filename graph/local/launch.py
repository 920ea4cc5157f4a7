"""Start the supervisor, hear the pid of the JVM, and keep the pipe that ties the two together."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from graph.errors import LocalServerError
from graph.local.instance import LocalInstance
from graph.local.process import ServerState, read_state

_LOG_KEEP_BYTES = 1_000_000
_TAIL_LINES = 20
_PACKAGE_ROOT = Path(__file__).resolve().parents[2]


def launch(instance: LocalInstance, command: list[str], *, daemon: bool) -> ServerState:
    """Start the JVM under a supervisor and return its state.

    Raises:
        LocalServerError: the JVM could not be started at all.
    """
    instance.state_file.unlink(missing_ok=True)
    log = console_log(instance)
    _shorten(log)
    with log.open("ab") as errors:
        supervisor = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                "graph.local.supervisor",
                *_options(instance, daemon),
                *command,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
            # In a session of its own, so that Ctrl-C reaches the starter alone.
            start_new_session=True,
        )
    pid = _first_line(supervisor)
    if daemon:
        supervisor.communicate()
    else:
        threading.Thread(target=_hold, args=(supervisor,), daemon=True).start()
    state = read_state(instance.state_file)
    if not pid or state is None:
        raise LocalServerError(
            f"the JVM of instance {instance.name} could not be started",
            field="FAULTGRAPH_JAVA_HOME",
            fix="look at `faultgraph db logs`",
        )
    return state


def console_log(instance: LocalInstance) -> Path:
    """Return the file that takes what the JVM prints."""
    return instance.logs / "console.log"


def tail(path: Path, lines: int = _TAIL_LINES) -> str:
    """Return the last lines of a text file, or nothing when there is none."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def _options(instance: LocalInstance, daemon: bool) -> list[str]:
    return [
        f"--state={instance.state_file}",
        f"--log={console_log(instance)}",
        f"--cwd={instance.home}",
        f"--bolt-port={instance.bolt_port}",
        f"--http-port={instance.http_port}",
        f"--parent={os.getpid()}",
        *(["--daemon"] if daemon else []),
        "--",
    ]


def _environment() -> dict[str, str]:
    """Let the child import this package wherever it runs (-P keeps its own folder out)."""
    others = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(_PACKAGE_ROOT), *([others] if others else [])])
    return {**os.environ, "PYTHONPATH": path}


def _first_line(supervisor: "subprocess.Popen[bytes]") -> bytes:
    return supervisor.stdout.readline().strip() if supervisor.stdout else b""


def _hold(supervisor: "subprocess.Popen[bytes]") -> None:
    """Keep the pipe open as long as this process lives, and reap the supervisor."""
    supervisor.wait()
    supervisor.communicate()


def _shorten(log: Path) -> None:
    """Begin anew when the file grew large; Neo4j rotates its own logs, not this one."""
    if log.exists() and log.stat().st_size > _LOG_KEEP_BYTES:
        log.unlink()
