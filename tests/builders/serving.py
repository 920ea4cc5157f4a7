"""The HTTP interface as a user serves it: a process of its own on a free port of this machine."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.builders.command_line import FAULTGRAPH, command_environment
from tests.conftest import Address

_SECONDS_TO_START = 60


@contextmanager
def serving(address: Address, **settings: str) -> Iterator[str]:
    """Serve until the block ends; yield the address once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(FAULTGRAPH), "serve", "--port", str(port)]
    environment = command_environment(address) | settings
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(f"{url}/health", server)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=10):  # noqa: S310 - our own server
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError(url)
