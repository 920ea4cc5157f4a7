"""The product's own server as a process beside the bench, and clients that ask it.

A process of its own, because client and server would share one interpreter lock otherwise.
"""

import http.client
import json
import multiprocessing
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import uvicorn
from pydantic import SecretStr

from api.http.app import create_app
from graph.errors import LocalServerError
from graph.local import ports
from graph.settings import Settings

#: Of the bench's own server: it also answers on a graph with users.
_KEY = secrets.token_urlsafe(24)
_START_S = 60.0
_REQUEST_S = 60.0
_HEADERS = {"Content-Type": "application/json", "X-API-Key": _KEY}


class Client:
    """One client with a connection that stays open."""

    def __init__(self, port: int) -> None:
        """Connect to a port of this machine when first asked."""
        self._connection = http.client.HTTPConnection(ports.LOOPBACK, port, timeout=_REQUEST_S)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """Return status and body of one request."""
        text = None if body is None else json.dumps(body)
        self._connection.request(method, path, text, _HEADERS)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def must(self, method: str, path: str, body: Any = None) -> Any:
        """Return the JSON of an answer.

        Raises:
            LocalServerError: the answer is not 200: an error is not to be timed.
        """
        status, text = self.ask(method, path, body)
        if status != HTTPStatus.OK:
            raise LocalServerError(f"{method} {path} answered {status}: {text[:300]!r}")
        return json.loads(text)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def serving(settings: Settings) -> Iterator[int]:
    """Serve the settings' graph on a free loopback port in a process of its own; yield the port."""
    port = ports.random_free(set())
    own = settings.model_copy(
        update={"api_host": ports.LOOPBACK, "api_port": port, "api_key": SecretStr(_KEY)}
    )
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(own,), daemon=True)
    process.start()
    try:
        _wait(port, process.is_alive)
        yield port
    finally:
        process.terminate()
        process.join(10)
        if process.is_alive():
            process.kill()


def several(
    port: int, clients: int, ask: Callable[[Client, int], object], each: int
) -> list[float]:
    """Return milliseconds of ``clients * each`` requests by as many clients at once.

    Args:
        port: of the server.
        clients: how many at the same time.
        ask: one request of a client; told its number.
        each: requests of one client.
    """
    times: list[float] = []
    start = threading.Barrier(clients)

    def work(number: int) -> None:
        client = Client(port)
        start.wait()
        for at in range(each):
            began = time.perf_counter()
            ask(client, number * each + at)
            times.append((time.perf_counter() - began) * 1000)
        client.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _serve(settings: Settings) -> None:
    uvicorn.run(
        create_app(settings),
        host=settings.api_host,
        port=settings.api_port,
        log_level="error",
        access_log=False,
    )


def _wait(port: int, is_alive: Callable[[], bool]) -> None:
    ends = time.monotonic() + _START_S
    while time.monotonic() < ends and is_alive():
        if ports.answers(port):
            return
        time.sleep(0.1)
    raise LocalServerError("the server of the bench did not start")
