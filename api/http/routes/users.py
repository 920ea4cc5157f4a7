"""``/api/auth/users``: an administrator manages those of the garage."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request

from api.auth.first_user import refuse_before_the_first
from api.auth.framing import framed
from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.schemas import access as shapes
from api.presenting_access import present_user
from engine.users.accounts import (
    UserForm,
    change_user,
    create_user,
    delete_user,
    find_user,
    list_users,
)
from graph.vocabulary_records import Role

router = APIRouter(prefix="/users", tags=["access"])
UserId = Annotated[str, Path(min_length=1, max_length=100, description="id of a user")]
_ADMIN = [Depends(needs(Role.ADMIN))]
_NEW: dict[int | str, dict[str, Any]] = {
    201: {"model": shapes.UserResponse, "description": "the new user"}
}


@router.get("", summary="List users", dependencies=_ADMIN)
def get_users(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    limit: PageLimit = 50,
    cursor: Cursor = None,
) -> shapes.UsersResponse:
    """Return one page of the garage's users by id; of all garages for who sees all."""
    page = list_users(graph, principal.scope, decode_cursor(cursor), limit + 1)
    shown, more = page.users[:limit], len(page.users) > limit
    return shapes.UsersResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        users=[shapes.UserOutput(**present_user(user)) for user in shown],
        next_cursor=encode_cursor(shown[-1]["id"]) if more else None,
    )


@router.post("", summary="Make a user", status_code=201, responses=_NEW, dependencies=_ADMIN)
def post_user(
    body: shapes.UserInput, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.UserResponse:
    """Make a user of the garage. The first one is made on the command line, where the server runs.

    A password has 12 characters or more and is not easy to guess.
    """
    refuse_before_the_first(principal)
    values = body.model_dump(exclude={"password", "garage_id"})
    form = UserForm(
        **values,
        password=body.password.get_secret_value(),
        garage_id=body.garage_id or principal.garage_id,
    )
    return _shown(request, graph, create_user(graph, form, principal))


@router.get("/{user_id}", summary="Show a user", dependencies=_ADMIN)
def get_user(
    user_id: UserId, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.UserResponse:
    """Return a user of the garage; of another garage, it is not found."""
    return _shown(request, graph, find_user(graph, user_id, principal.scope))


@router.patch("/{user_id}", summary="Change a user", dependencies=_ADMIN)
def patch_user(
    user_id: UserId,
    body: shapes.UserChange,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.UserResponse:
    """Change what is given; a new password or ``is_active: false`` ends all sessions at once."""
    changes = body.model_dump(exclude_none=True, mode="json", exclude={"password"})
    if body.password is not None:
        changes["password"] = body.password.get_secret_value()
    return _shown(request, graph, change_user(graph, user_id, changes, principal))


@router.delete("/{user_id}", summary="Delete a user", dependencies=_ADMIN)
def delete_one(
    user_id: UserId, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.DeletedResponse:
    """Delete a user and all sessions; records keep the id. The last administrator stays."""
    delete_user(graph, user_id, principal)
    return shapes.DeletedResponse(**framed(request, graph), id=user_id)


def _shown(request: Request, graph: GraphDep, user: dict[str, Any]) -> shapes.UserResponse:
    return shapes.UserResponse(
        **framed(request, graph), user=shapes.UserOutput(**present_user(user))
    )
