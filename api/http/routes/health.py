"""Liveness and readiness."""

from dataclasses import asdict
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from api.http.dependencies import EmbedderDep, GraphDep, KeyGivenDep
from api.http.schemas.graph import Health, ReadinessResponse
from api.readiness import readiness

router = APIRouter(tags=["operation"])


@router.get("/health", summary="The process is alive")
async def get_health(request: Request) -> Health:
    """Answer without the database and its threads, and so without ``graph_version``."""
    return Health(request_id=request.state.request_id)


@router.get(
    "/ready",
    summary="The database can answer",
    responses={503: {"model": ReadinessResponse, "description": "not ready; says why"}},
)
def get_ready(
    request: Request, response: Response, graph: GraphDep, embedder: EmbedderDep, key: KeyGivenDep
) -> ReadinessResponse:
    """Check that the database is reachable, migrated, seeded, indexed, and of this embedder."""
    state = readiness(graph, embedder)
    if not state.is_ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    shown = asdict(state) | {"graph_version": _text(state.graph_version)}
    if not state.reachable and not key:  # the driver's words name addresses
        shown["problem"] = "the database does not answer"
    return ReadinessResponse(request_id=request.state.request_id, ready=state.is_ready, **shown)


def _text(version: int | None) -> str | None:
    return None if version is None else str(version)
