"""What routes need: the open graph, the text reader, who asks, and what an operation takes.

All are async: a request that needs no database must not wait for one of the threads that do.
"""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPBearer

from api.auth.permissions import needs, require
from api.auth.principals import PrincipalDep, is_servers_key, principal_of
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings

__all__ = ["PrincipalDep", "needs", "principal_of", "require"]
_KEY = "an access token, an API key (fgk_…), or the key that the server was started with"
#: How the OpenAPI document declares them; the check itself is ``principal_of``.
SECURITY_SCHEMES = (
    HTTPBearer(auto_error=False, description=_KEY),
    APIKeyHeader(name="X-API-Key", auto_error=False, description="an API key, or the server's"),
)


async def settings_of(request: Request) -> Settings:
    """Return the settings that the application was made with."""
    settings: Settings = request.app.state.settings
    return settings


async def graph_of(request: Request) -> Graph:
    """Return the open graph."""
    graph: Graph = request.app.state.graph
    return graph


async def reader_of(request: Request) -> Reader:
    """Return the reader of free text."""
    reader: Reader = request.app.state.reader
    return reader


async def embedder_of(request: Request) -> Embedder:
    """Return the configured embedding model."""
    embedder: Embedder = request.app.state.embedder
    return embedder


SettingsDep = Annotated[Settings, Depends(settings_of)]


async def key_given(request: Request, settings: SettingsDep) -> bool:
    """Return whether a key is configured and the request carries it."""
    return is_servers_key(request, settings)


GraphDep = Annotated[Graph, Depends(graph_of)]
ReaderDep = Annotated[Reader, Depends(reader_of)]
EmbedderDep = Annotated[Embedder, Depends(embedder_of)]
KeyGivenDep = Annotated[bool, Depends(key_given)]
