"""What routes need: the open graph, the text reader, and the access key check."""

import secrets
from typing import Annotated

from fastapi import Depends, Request

from engine.reading import Reader
from graph.errors import FaultgraphError
from graph.session import Graph
from graph.settings import Settings


class UnauthorisedError(FaultgraphError):
    """The access key is missing or wrong."""

    code = "unauthorised"


def settings_of(request: Request) -> Settings:
    """Return the settings that the application was made with."""
    settings: Settings = request.app.state.settings
    return settings


def graph_of(request: Request) -> Graph:
    """Return the open graph."""
    graph: Graph = request.app.state.graph
    return graph


def reader_of(request: Request) -> Reader:
    """Return the reader of free text."""
    reader: Reader = request.app.state.reader
    return reader


def require_key(request: Request, settings: Annotated[Settings, Depends(settings_of)]) -> None:
    """Refuse the request when a key is configured and this is not it.

    Raises:
        UnauthorisedError: no ``Authorization: Bearer`` or ``X-API-Key`` header with the key.
    """
    if settings.api_key is None:
        return
    bearer = request.headers.get("authorization", "")
    given = request.headers.get("x-api-key") or bearer.removeprefix("Bearer ")
    if not secrets.compare_digest(given.encode(), settings.api_key.get_secret_value().encode()):
        raise UnauthorisedError(
            "the access key is missing or wrong",
            field="X-API-Key",
            fix="send the key that the server was started with (FAULTGRAPH_API_KEY)",
        )


GraphDep = Annotated[Graph, Depends(graph_of)]
ReaderDep = Annotated[Reader, Depends(reader_of)]
