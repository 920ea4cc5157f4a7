"""Choose free loopback ports and say which setting names a taken one."""

import os
import secrets
import socket
from collections.abc import Callable, Collection, Iterator

from graph.errors import LocalServerError

LOOPBACK = "127.0.0.1"
_LAST_PORT = 65535
# Below the range from which systems take the ports of outgoing connections.
_RANDOM_FROM, _RANDOM_TO = 20000, 32000
_RANDOM_TRIES = 200
_ANSWER_TIMEOUT_S = 1.0


def is_free(port: int) -> bool:
    """Say whether a server could listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # there, the option would let two servers share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def answers(port: int) -> bool:
    """Say whether something accepts connections on this loopback port."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=_ANSWER_TIMEOUT_S):
            return True
    except OSError:
        return False


def next_free(after: int, avoid: Collection[int]) -> int:
    """Take the first free port above one; readable ports for servers that stay."""
    return _first(iter(range(after + 1, _LAST_PORT + 1)), avoid)


def random_free(avoid: Collection[int]) -> int:
    """Take any free port; servers of tests that run side by side rarely meet."""
    span = _RANDOM_TO - _RANDOM_FROM
    return _first((_RANDOM_FROM + secrets.randbelow(span) for _ in range(_RANDOM_TRIES)), avoid)


def require_free(bolt_port: int, http_port: int, check: Callable[[int], bool] = is_free) -> None:
    """Refuse to start on a taken port.

    Raises:
        LocalServerError: names the setting of the taken port, or of the two that are equal.
    """
    if bolt_port == http_port:
        raise taken("FAULTGRAPH_HTTP_PORT", http_port, "the Bolt port of the same server")
    for setting, port in (("FAULTGRAPH_BOLT_PORT", bolt_port), ("FAULTGRAPH_HTTP_PORT", http_port)):
        if not check(port):
            raise taken(setting, port, "another program")


def taken(setting: str, port: int, owner: str) -> LocalServerError:
    """Build the error for a port that cannot be had."""
    option = "--" + setting.removeprefix("FAULTGRAPH_").lower().replace("_", "-")
    return LocalServerError(
        f"port {port} is taken by {owner}",
        field=setting,
        fix=f"set {setting} (or {option}) to a free port, or end the other program",
        details={"port": port},
    )


def _first(candidates: Iterator[int], avoid: Collection[int]) -> int:
    for port in candidates:
        if port not in avoid and is_free(port):
            return port
    raise LocalServerError(
        "no free port was found", field="FAULTGRAPH_BOLT_PORT", fix="name two free ports"
    )
