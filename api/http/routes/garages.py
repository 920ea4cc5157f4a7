"""``/api/auth/garages``: for administrators who see all garages."""

from fastapi import APIRouter, Depends, Request

from api.auth.framing import framed
from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, needs
from api.http.schemas import access as shapes
from engine.users.garages import create_garage, list_garages
from graph.vocabulary_records import Role

router = APIRouter(prefix="/garages", tags=["access"])
_ALL_GARAGES = [Depends(needs(Role.ADMIN, cross_garage=True))]


@router.get("", summary="List garages", dependencies=_ALL_GARAGES)
def get_garages(
    request: Request, graph: GraphDep, limit: PageLimit = 50, cursor: Cursor = None
) -> shapes.GaragesResponse:
    """Return one page of the garages by id."""
    page = list_garages(graph, decode_cursor(cursor), limit + 1)
    shown, more = page.garages[:limit], len(page.garages) > limit
    return shapes.GaragesResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        garages=[
            shapes.GarageOutput(**{**item, "created_at": shapes.iso(item["created_at"])})
            for item in shown
        ],
        next_cursor=encode_cursor(shown[-1]["id"]) if more else None,
    )


@router.post("", summary="Make a garage", dependencies=_ALL_GARAGES)
def post_garage(
    body: shapes.GarageInput, request: Request, graph: GraphDep
) -> shapes.GarageCreated:
    """Make a garage, once: the same id and name again changes nothing."""
    created = create_garage(graph, body.garage_id, body.name.strip())
    return shapes.GarageCreated(**framed(request, graph), id=body.garage_id, created=created)
