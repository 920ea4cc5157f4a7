"""What routes need: the open graph, the text reader, and the access key check.

All are async: a request that needs no database must not wait for one of the threads that do.
"""

import secrets
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param

from api.http.refusals import UnauthorisedError
from engine.principal import Principal
from engine.reading import Reader
from graph.embedder import Embedder
from graph.errors import ForbiddenError
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role

_KEY = "the key that the server was started with (FAULTGRAPH_API_KEY)"
#: How the OpenAPI document declares the key; the check itself is ``require_key``.
SECURITY_SCHEMES = (
    HTTPBearer(auto_error=False, description=_KEY),
    APIKeyHeader(name="X-API-Key", auto_error=False, description=_KEY),
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
    if settings.api_key is None:
        return False
    wanted = settings.api_key.get_secret_value().encode()
    scheme, bearer = get_authorization_scheme_param(request.headers.get("authorization"))
    given = [request.headers.get("x-api-key", ""), bearer if scheme.lower() == "bearer" else ""]
    # A server reads headers as Latin-1, whatever the client's bytes meant.
    return any(secrets.compare_digest(each.encode("latin-1"), wanted) for each in given)


async def require_key(settings: SettingsDep, given: Annotated[bool, Depends(key_given)]) -> None:
    """Refuse the request when a key is configured and this is not it.

    Raises:
        UnauthorisedError: no ``Authorization: Bearer`` or ``X-API-Key`` header with the key.
    """
    if settings.api_key is not None and not given:
        raise UnauthorisedError(
            "the access key is missing or wrong",
            field="X-API-Key",
            fix="send the key that the server was started with (FAULTGRAPH_API_KEY)",
            key="key.wrong",
        )


async def principal_of(settings: SettingsDep) -> Principal:
    """Return who asks: whoever has the server's key, or reaches it on its own machine."""
    return Principal("key", "key", Role.ADMIN, settings.garage_id, is_cross_garage=False)


PrincipalDep = Annotated[Principal, Depends(principal_of)]


def needs(role: Role) -> Callable[[Principal], Coroutine[Any, Any, None]]:
    """Return the dependency that refuses whoever may not do what takes this role.

    Every operation has one; the OpenAPI document tells of it as ``x-required-role``.
    """

    async def check(principal: PrincipalDep) -> None:
        if not principal.may(role):
            raise ForbiddenError(
                f"this takes the role {role}, and yours is {principal.role}",
                fix="ask an administrator for the role, or somebody who has it",
                key="role.too_low",
                values={"needed": role.value, "role": principal.role.value},
            )

    check.role = role  # type: ignore[attr-defined]
    return check


GraphDep = Annotated[Graph, Depends(graph_of)]
ReaderDep = Annotated[Reader, Depends(reader_of)]
EmbedderDep = Annotated[Embedder, Depends(embedder_of)]
KeyGivenDep = Annotated[bool, Depends(key_given)]
