"""``/api/auth/api-keys``: what programs come in with."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from api.auth.first_user import refuse_before_the_first
from api.auth.framing import framed
from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.schemas import access as shapes
from api.presenting_access import present_key
from engine.users.api_keys import KeyForm, create_api_key, list_api_keys, revoke_api_key
from graph.vocabulary_records import Role

router = APIRouter(prefix="/api-keys", tags=["access"])
KeyId = Annotated[str, Path(min_length=1, max_length=100, description="id of a key")]
_ADMIN = [Depends(needs(Role.ADMIN))]


@router.get("", summary="List API keys", dependencies=_ADMIN)
def get_api_keys(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    limit: PageLimit = 50,
    cursor: Cursor = None,
) -> shapes.ApiKeysResponse:
    """Return one page of the garage's keys by id, revoked ones too, without their secrets."""
    page = list_api_keys(graph, principal.scope, decode_cursor(cursor), limit + 1)
    shown, more = page.api_keys[:limit], len(page.api_keys) > limit
    return shapes.ApiKeysResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        api_keys=[shapes.ApiKeyOutput(**present_key(key)) for key in shown],
        next_cursor=encode_cursor(shown[-1]["id"]) if more else None,
    )


@router.post("", summary="Make an API key", status_code=201, dependencies=_ADMIN)
def post_api_key(
    body: shapes.ApiKeyInput, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.ApiKeyCreated:
    """Make a key with a role in the garage, and show it this once; only its hash is stored.

    ``operations`` binds it to tags of this document (``diagnosis``) or to single operations
    (``GET /api/knowledge-graph/dtc/{code}``).
    """
    refuse_before_the_first(principal)
    form = KeyForm(
        name=body.name.strip(),
        role=body.role,
        garage_id=body.garage_id or principal.garage_id,
        operations=tuple(body.operations),
        days=body.days,
    )
    key_id, api_key = create_api_key(graph, form, principal)
    return shapes.ApiKeyCreated(**framed(request, graph), id=key_id, api_key=api_key)


@router.delete("/{key_id}", summary="Revoke an API key", dependencies=_ADMIN)
def delete_api_key(
    key_id: KeyId, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.DeletedResponse:
    """Refuse a key from now on; it stays in the list as revoked."""
    revoke_api_key(graph, key_id, principal.scope)
    return shapes.DeletedResponse(**framed(request, graph), id=key_id)
