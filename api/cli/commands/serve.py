"""``faultgraph serve``: the HTTP interface."""

import copy
import os
import socket
from contextlib import suppress
from typing import Annotated, Any

import typer
import uvicorn
from uvicorn.config import LOGGING_CONFIG

from api.connection import connect, open_reader
from api.http.app import create_app
from engine.embedding import make_embedder
from engine.users.accounts import has_administrator
from graph.addresses import is_loopback
from graph.errors import ConfigurationError, DatabaseUnavailableError, LocalServerError
from graph.settings import Settings, load_settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes that answer side by side.")
    ] = None,
) -> None:
    """Serve the HTTP interface; its documentation is at /docs."""
    given = {"api_host": host, "api_port": port, "api_workers": workers}
    settings = load_settings().model_copy(
        update={key: value for key, value in given.items() if value is not None}
    )
    run_server(settings)


def run_server(settings: Settings) -> None:
    """Serve until interrupted; whatever is wrong is told before the first request is taken.

    Raises:
        ConfigurationError: an address beyond this machine that anybody could come in by, a taken
            port, or a model that cannot be loaded.
        DatabaseUnavailableError: the database does not answer.
        MigrationError: it holds the vectors of another model.
    """
    refuse_open_door(settings)
    embedder = make_embedder(settings.embedder)
    with listen(settings) as listening, connect(settings, for_requests=True) as graph:
        open_reader(graph, embedder).warm_up()
        if settings.api_workers == 1:
            config = uvicorn.Config(create_app(settings, graph, embedder), **_options())
            with suppress(KeyboardInterrupt):
                uvicorn.Server(config).run(sockets=[listening])
            return
    _serve_by_many(settings)


def _serve_by_many(settings: Settings) -> None:
    """Serve from several processes on one port; each makes its application from the environment."""
    # What the command line gave: the application tells by its address who may come in.
    os.environ["FAULTGRAPH_API_HOST"] = settings.api_host
    os.environ["FAULTGRAPH_API_PORT"] = str(settings.api_port)
    uvicorn.run(
        "api.http.app:create_app",
        factory=True,
        host=settings.api_host,
        port=settings.api_port,
        workers=settings.api_workers,
        **_options(),
    )


def _options() -> dict[str, Any]:
    return {
        "log_level": "info",
        "log_config": log_config(),
        "access_log": False,  # it would show query strings, which may hold words of a user
        "ws": "none",  # so would a refused upgrade
        "timeout_graceful_shutdown": 5,  # streams of events would never end by themselves
    }


def refuse_open_door(settings: Settings) -> None:
    """Refuse an address beyond this machine unless there is a key or somebody who can sign in.

    Raises:
        ConfigurationError: there is neither, or the database, which would know, does not answer.
    """
    if settings.api_key is not None or is_loopback(settings.api_host):
        return
    try:
        with connect(settings) as graph:
            if has_administrator(graph):
                return
        why = "without an administrator"
    except (DatabaseUnavailableError, LocalServerError):
        why = "and the database does not answer"
    raise ConfigurationError(
        f"without an access key {why} {settings.api_host} is refused: this machine only",
        field="FAULTGRAPH_API_KEY",
        fix="make an administrator (faultgraph user create NAME --role admin), set"
        " FAULTGRAPH_API_KEY (16 characters or more), or use --host 127.0.0.1",
    )


def listen(settings: Settings) -> socket.socket:
    """Take the address and the port.

    Raises:
        ConfigurationError: another program has the port, or the address is not of this machine.
    """
    host, port = settings.api_host, settings.api_port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # there, the option would let two servers share a port
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise ConfigurationError(
            f"port {port} of {host} cannot be had: {error.strerror}",
            field="FAULTGRAPH_API_PORT",
            fix="set FAULTGRAPH_API_PORT (or --port) to a free port, or end the other program;"
            " FAULTGRAPH_API_HOST must be an address of this machine",
            details={"port": port},
        ) from error
    return taken


def log_config() -> dict[str, Any]:
    """Return uvicorn's configuration of logs with ours beside it."""
    config = copy.deepcopy(LOGGING_CONFIG)
    config["loggers"]["faultgraph"] = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return config
