"""Own the JVM: end it when the starter is gone (attached), or let it go (daemon).

Runs as ``python -m graph.local.supervisor``. In attached mode its standard input is a pipe that
only the starter holds: end of file means that the starter is gone, however it died.
"""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import psutil

from graph.local.process import ServerState, end, write_state

_LOOK_EVERY_S = 0.5
_GRACE_S = 20.0  # a clean stop of Neo4j takes 2 s
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(argv: list[str] | None = None) -> int:
    """Start the JVM, write the state file, print the pid, and in attached mode watch over it."""
    options = _parse(sys.argv[1:] if argv is None else argv)
    gone = threading.Event()
    if not options.daemon:
        signal.signal(signal.SIGTERM, lambda _number, _frame: gone.set())
    with options.log.open("ab") as log:
        jvm = _spawn(options, log)
    state = ServerState(
        pid=jvm.pid,
        created=psutil.Process(jvm.pid).create_time(),
        bolt_port=options.bolt_port,
        http_port=options.http_port,
        mode="daemon" if options.daemon else "attached",
        argument_file=options.command[-1],
    )
    write_state(options.state, state)
    sys.stdout.write(f"{jvm.pid}\n")
    sys.stdout.flush()
    if not options.daemon:
        _watch(jvm, gone, options.parent)
    return 0


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--cwd", type=Path, required=True)
    parser.add_argument("--bolt-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--daemon", action="store_true")
    parser.add_argument("command", nargs="+")
    return parser.parse_args(argv)


def _spawn(options: argparse.Namespace, log: BinaryIO) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        options.command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        cwd=options.cwd,
        env=_clean_environment(),
        **_platform_options(daemon=options.daemon),
    )


def _clean_environment() -> dict[str, str]:
    """Keep our settings, some of which are secrets, out of the JVM's environment."""
    ours = ("NEO4J_", "FAULTGRAPH_", "PYTHONPATH")
    return {key: value for key, value in os.environ.items() if not key.startswith(ours)}


def _platform_options(*, daemon: bool) -> dict[str, Any]:
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP
        return {"creationflags": flags | (subprocess.DETACHED_PROCESS if daemon else 0)}
    if daemon:
        return {"start_new_session": True}
    if sys.platform == "linux":
        # Safe although it runs between fork and exec: this process has one thread here.
        return {"preexec_fn": _die_with_parent(os.getpid())}
    return {}


def _die_with_parent(supervisor: int) -> Callable[[], None]:
    """Let the kernel kill the JVM when the supervisor is killed; the store survives that."""
    prctl = ctypes.CDLL(None).prctl

    def before_exec() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != supervisor:  # it died before the line above took effect
            os._exit(1)

    return before_exec


def _watch(jvm: "subprocess.Popen[bytes]", gone: threading.Event, parent: int) -> None:
    threading.Thread(target=_wait_for_end_of_input, args=(gone,), daemon=True).start()
    while jvm.poll() is None and not gone.wait(_LOOK_EVERY_S):
        # A forked child of the starter may hold the pipe open after the starter's death.
        if sys.platform != "win32" and os.getppid() != parent:
            gone.set()
    if jvm.poll() is None:
        end(psutil.Process(jvm.pid), _GRACE_S)
    jvm.wait()


def _wait_for_end_of_input(gone: threading.Event) -> None:
    sys.stdin.buffer.read()
    gone.set()


if __name__ == "__main__":
    sys.exit(main())
