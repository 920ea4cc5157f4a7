"""Who asks: by the server's own key, an API key, an access token, or from this machine.

All of it is async, and only what needs the graph takes one of the threads for it.
"""

import secrets
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security.utils import get_authorization_scheme_param
from starlette.concurrency import run_in_threadpool

from api.auth.addresses import operation_of
from engine.principal import Principal
from engine.users.errors import UnauthorisedError
from engine.users.recognising import has_users, principal_of_credential
from engine.users.secret_texts import API_KEY_PREFIX
from engine.users.signing import Signer
from graph.addresses import is_loopback
from graph.errors import ForbiddenError
from graph.settings import Settings
from graph.vocabulary_records import Role

#: Of the parts of a JWT: header, claims, signature.
_DOTS_OF_A_TOKEN = 2
ANONYMOUS = Principal("anonymous", "anonymous", Role.VIEWER, "")


async def principal_of(request: Request) -> Principal:
    """Return who asks.

    Raises:
        UnauthorisedError: nobody who may come in.
        ForbiddenError: a key that is bound to other operations.
    """
    principal = await _recognised(request)
    request.state.principal = principal
    _check_bounds(principal, request)
    return principal


PrincipalDep = Annotated[Principal, Depends(principal_of)]


def permission_of(route: object) -> Any:
    """Return the Permission that a route declares by ``needs``, or None."""
    for each in getattr(route, "dependencies", ()):
        if permission := getattr(each.dependency, "permission", None):
            return permission
    return None


def is_servers_key(request: Request, settings: Settings) -> bool:
    """Return whether the request carries the key that the server was started with."""
    if settings.api_key is None:
        return False
    wanted = settings.api_key.get_secret_value().encode()
    # A server reads headers as Latin-1, whatever the client's bytes meant.
    given = [each.encode("latin-1") for each in _credentials(request)]
    same = [secrets.compare_digest(each, wanted) for each in given]
    return any(same)


def client_address(request: Request) -> str:
    """Return where a request comes from, as far as the server sees."""
    return request.client.host if request.client else "unknown"


async def _recognised(request: Request) -> Principal:
    settings: Settings = request.app.state.settings
    if is_servers_key(request, settings):
        return _operator("key", settings)
    given = _credentials(request)
    looks_real = [each for each in given if _looks_real(each)]
    if looks_real and (settings.api_key is not None or await _is_closed(request)):
        signer: Signer = request.app.state.signer
        graph = request.app.state.graph
        return await run_in_threadpool(principal_of_credential, graph, signer, looks_real[0])
    is_open = settings.api_key is None and is_loopback(settings.api_host)
    if is_open and not await _is_closed(request):
        return _operator("local", settings)
    if settings.open_diagnosis and not given:
        permission = permission_of(request.scope.get("route"))
        if permission is not None and permission.open_to_all:
            return ANONYMOUS
    raise _nobody(settings)


async def _is_closed(request: Request) -> bool:
    """Return whether users are there; once they are, they stay (the last administrator does)."""
    state = request.app.state
    if not getattr(state, "has_users", False):
        state.has_users = await run_in_threadpool(has_users, state.graph)
    return bool(state.has_users)


def _credentials(request: Request) -> list[str]:
    scheme, bearer = get_authorization_scheme_param(request.headers.get("authorization"))
    given = [bearer if scheme.lower() == "bearer" else "", request.headers.get("x-api-key", "")]
    return [each for each in given if each]


def _looks_real(given: str) -> bool:
    return given.startswith(API_KEY_PREFIX) or given.count(".") == _DOTS_OF_A_TOKEN


def _operator(name: str, settings: Settings) -> Principal:
    return Principal(name, name, Role.ADMIN, settings.garage_id)


def _check_bounds(principal: Principal, request: Request) -> None:
    if not principal.operations:
        return
    tags = {str(tag) for tag in getattr(request.scope.get("route"), "tags", ())}
    operation = operation_of(request.scope)
    if not {operation, *tags} & set(principal.operations):
        raise ForbiddenError(
            "this key is bound to other operations",
            fix="use another key, or make one for this operation",
            key="api_key.bound",
            values={"operation": operation},
        )


def _nobody(settings: Settings) -> UnauthorisedError:
    if settings.api_key is not None:
        return UnauthorisedError(
            "the access key is missing or wrong",
            field="X-API-Key",
            fix="send the key that the server was started with (FAULTGRAPH_API_KEY), an API key, or"
            " an access token",
            key="key.wrong",
        )
    return UnauthorisedError(
        "nobody is signed in",
        field="Authorization",
        fix="sign in with POST /api/auth/login and send the access token as a Bearer",
        key="token.missing",
    )
