"""``faultgraph serve`` before the first request: its port and its logs."""

import logging.config
import socket

import pytest

from api.cli.commands.serve import listen, log_config
from graph.errors import ConfigurationError
from graph.settings import Settings


def test_a_taken_port_is_refused_with_its_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ConfigurationError, match=str(port)) as caught:
            listen(Settings(api_port=port))
    assert caught.value.field == "FAULTGRAPH_API_PORT"
    assert "--port" in str(caught.value.fix)


def test_a_free_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    with listen(Settings(api_port=port)) as taken:
        assert taken.getsockname() == ("127.0.0.1", port)


def test_our_log_lines_are_shown_beside_those_of_the_server() -> None:
    config = log_config()
    assert config["loggers"]["faultgraph"]["level"] == "INFO"
    logging.config.DictConfigurator(config)
