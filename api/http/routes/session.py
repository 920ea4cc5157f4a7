"""``/api/auth/me``, ``/logout`` and ``/password``: of whoever asks."""

from fastapi import APIRouter, Depends, Request

from api.auth.framing import framed
from api.auth.principals import client_address
from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.schemas import access as shapes
from engine.users.sessions import change_password, sign_out
from graph.vocabulary_records import Role

router = APIRouter(tags=["access"])


@router.get("/me", summary="Who asks", dependencies=[Depends(needs(Role.VIEWER))])
def get_me(request: Request, graph: GraphDep, principal: PrincipalDep) -> shapes.MeResponse:
    """Return the user or the key that the request came with, and what it may do."""
    return shapes.MeResponse(
        **framed(request, graph),
        principal=shapes.PrincipalOutput(
            id=principal.id,
            name=principal.name,
            role=principal.role,
            garage_id=principal.garage_id,
            is_cross_garage=principal.is_cross_garage,
            operations=list(principal.operations),
        ),
    )


@router.post("/logout", summary="Sign out", dependencies=[Depends(needs(Role.VIEWER))])
def post_logout(
    body: shapes.LogoutRequest, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.SessionsResponse:
    """End this session, or all of the user: their tokens are refused from now on.

    A key has no session: it is revoked with ``DELETE /api/auth/api-keys/{key_id}``.
    """
    ended = 0
    if principal.session_id is not None:
        only = None if body.all_sessions else principal.session_id
        ended = sign_out(graph, principal.id, only)
    return shapes.SessionsResponse(**framed(request, graph), ended=ended)


@router.post(
    "/password", summary="Change one's own password", dependencies=[Depends(needs(Role.VIEWER))]
)
def post_password(
    body: shapes.PasswordRequest, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.SessionsResponse:
    """Take a new password of 12 characters or more; all other sessions of the user end.

    Wrong ones are counted like those of a sign-in, so a stolen token does not help to guess it.
    """
    throttle, address = request.app.state.throttle, client_address(request)
    throttle.attempt(principal.name, address)
    current = body.current_password.get_secret_value()
    ended = change_password(graph, principal, current, body.new_password.get_secret_value())
    throttle.succeeded(principal.name, address)
    return shapes.SessionsResponse(**framed(request, graph), ended=ended)
