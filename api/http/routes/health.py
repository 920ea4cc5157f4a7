"""Liveness and readiness."""

from dataclasses import asdict
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from api.http.dependencies import GraphDep
from api.http.schemas.graph import Health, ReadinessResponse
from api.readiness import readiness

router = APIRouter(tags=["operation"])


@router.get("/health", summary="The process is alive")
def get_health(request: Request) -> Health:
    """Answer without asking the database."""
    return Health(request_id=request.state.request_id)


@router.get(
    "/ready",
    summary="The database can answer",
    responses={503: {"model": ReadinessResponse, "description": "not ready; says why"}},
)
def get_ready(request: Request, response: Response, graph: GraphDep) -> ReadinessResponse:
    """Check that the database is reachable, migrated, seeded, and its indexes online."""
    state = readiness(graph)
    if not state.is_ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return ReadinessResponse(
        request_id=request.state.request_id, ready=state.is_ready, **asdict(state)
    )
