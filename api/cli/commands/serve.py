"""``faultgraph serve``: the HTTP interface."""

import ipaddress
from typing import Annotated

import typer
import uvicorn

from api.http.app import create_app
from graph.errors import ConfigurationError
from graph.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
) -> None:
    """Serve the HTTP interface; its documentation is at /docs."""
    given = {"api_host": host, "api_port": port}
    settings = Settings().model_copy(
        update={key: value for key, value in given.items() if value is not None}
    )
    run_server(settings)


def run_server(settings: Settings) -> None:
    """Serve until interrupted.

    Raises:
        ConfigurationError: an address beyond this machine without an access key.
    """
    if settings.api_key is None and not is_loopback(settings.api_host):
        raise ConfigurationError(
            f"without an access key {settings.api_host} is refused: this machine only",
            field="FAULTGRAPH_API_KEY",
            fix="set FAULTGRAPH_API_KEY (16 characters or more), or use --host 127.0.0.1",
        )
    uvicorn.run(
        create_app(settings), host=settings.api_host, port=settings.api_port, log_level="info"
    )


def is_loopback(host: str) -> bool:
    """Return whether an address reaches this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
