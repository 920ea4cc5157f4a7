"""``/api/auth/login`` and ``/refresh``: the only operations for whoever has not signed in yet."""

import logging

from fastapi import APIRouter, Request

from api.auth.framing import framed
from api.auth.principals import client_address
from api.http.dependencies import GraphDep, SettingsDep
from api.http.schemas import access as shapes
from api.presenting_access import present_tokens
from engine.users.accounts import plain_username
from engine.users.errors import UnauthorisedError
from engine.users.recognising import principal_of_user
from engine.users.sessions import refresh, sign_in

LOG = logging.getLogger("faultgraph.http")
router = APIRouter(tags=["access"])


@router.post("/login", summary="Sign in")
def post_login(
    body: shapes.LoginRequest, request: Request, graph: GraphDep, settings: SettingsDep
) -> shapes.TokensResponse:
    """Return an access token, good for minutes, and a refresh token that gets the next one.

    Wrong passwords are answered ever later: 429 with ``Retry-After``. Whether a name exists is
    not told, nor shown by the time that the answer takes.
    """
    state, address = request.app.state, client_address(request)
    name = plain_username(body.username)
    state.throttle.attempt(name, address)
    password = body.password.get_secret_value()
    try:
        done = sign_in(graph, state.signer, name, password, session_days=settings.session_days)
    except UnauthorisedError:
        LOG.warning("a sign-in from %s was refused %s", address, request.state.request_id)
        raise
    state.throttle.succeeded(name, address)
    request.state.principal = principal_of_user(done.user, done.session_id)
    return shapes.TokensResponse(**framed(request, graph), **present_tokens(done))


@router.post("/refresh", summary="Get the next tokens")
def post_refresh(
    body: shapes.RefreshRequest, request: Request, graph: GraphDep
) -> shapes.TokensResponse:
    """Return the next access token and the next refresh token; each refresh token is good once.

    One that comes a second time ends its session: it was stolen, or its answer was lost.
    """
    done = refresh(graph, request.app.state.signer, body.refresh_token.get_secret_value())
    request.state.principal = principal_of_user(done.user, done.session_id)
    return shapes.TokensResponse(**framed(request, graph), **present_tokens(done))
