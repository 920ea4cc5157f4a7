"""Taken ports become errors that name the setting."""

import socket
from collections.abc import Iterator

import pytest

from graph.errors import LocalServerError
from graph.local import ports


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind((ports.LOOPBACK, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_with_a_listener_is_not_free(taken_port: int) -> None:
    assert not ports.is_free(taken_port)
    assert ports.answers(taken_port)


def test_a_free_port_answers_nobody() -> None:
    port = ports.random_free(set())
    assert ports.is_free(port)
    assert not ports.answers(port)


def test_a_taken_bolt_port_names_its_setting(taken_port: int) -> None:
    with pytest.raises(LocalServerError, match=str(taken_port)) as caught:
        ports.require_free(taken_port, ports.random_free(set()))
    assert caught.value.field == "FAULTGRAPH_BOLT_PORT"
    assert "--bolt-port" in str(caught.value.fix)


def test_a_taken_http_port_names_its_setting(taken_port: int) -> None:
    with pytest.raises(LocalServerError, match=str(taken_port)) as caught:
        ports.require_free(ports.random_free(set()), taken_port)
    assert caught.value.field == "FAULTGRAPH_HTTP_PORT"
    assert caught.value.details == {"port": taken_port}


def test_one_port_for_both_is_refused() -> None:
    port = ports.random_free(set())
    with pytest.raises(LocalServerError, match="the same server"):
        ports.require_free(port, port)


def test_the_next_free_port_passes_over_taken_and_unwanted_ones(taken_port: int) -> None:
    found = ports.next_free(taken_port - 1, {taken_port + 1})
    assert found > taken_port + 1


def test_a_machine_without_a_free_port_gets_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "is_free", lambda _port: False)
    with pytest.raises(LocalServerError, match="no free port"):
        ports.random_free(set())
