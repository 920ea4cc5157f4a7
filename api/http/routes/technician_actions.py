"""``/api/efi/technician-actions``: what technicians did, tried and ruled out (EFI 3.3)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep
from api.http.routes.tickets import READS, WRITES
from api.http.schemas import repairs as shapes
from api.http.schemas.records import Id
from api.presenting_repairs import present_action, present_action_summary
from engine.principal import Principal
from engine.repairs.finding import find_action, list_actions
from engine.repairs.form import ActionForm, Measurement, Tried
from engine.repairs.recording import continue_action, record_action
from graph.session import Graph

router = APIRouter(prefix="/technician-actions", tags=["technician actions"])
ActionId = Annotated[str, Path(description="id of an action of the garage")]
_NEW: dict[int | str, dict[str, Any]] = {
    201: {"model": shapes.ActionResponse, "description": "stored; it was not there before"}
}
_ABOUT = {"fault_id", "observable_id", "observable_state", "measurements"}
_TIMES = {"timestamp", "ruled_out_at"}


class ActionQuery(BaseModel):
    """Filters of the list; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    ticket_id: Id | None = Field(None, description="only of this ticket")
    technician: Id | None = Field(None, description="only of this technician, by id")
    limit: PageLimit = 50
    cursor: Cursor = None


@router.post("", summary="Record a technician's action", responses=_NEW, dependencies=WRITES)
def post_action(
    body: shapes.ActionInput,
    request: Request,
    response: Response,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.ActionResponse:
    """Store an action as a whole, or its start when ``completed_at`` is null; the same key once.

    A completed one tells of the card that was used and rated, and of what was newly discovered.
    """
    form = action_form(body, body.key, body.started_at)
    action_id, created = record_action(graph, principal, body.ticket_id, form)
    response.status_code = 201 if created else 200
    return _action(request, graph, principal, action_id, created=created)


@router.get("", summary="List technicians' actions", dependencies=READS)
def get_actions(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    wanted: Annotated[ActionQuery, Query()],
) -> shapes.ActionsResponse:
    """Return one page of actions, the newest first."""
    filters = {"ticket_id": wanted.ticket_id, "technician": wanted.technician}
    page = list_actions(graph, principal, filters, wanted.limit, decode_cursor(wanted.cursor))
    return shapes.ActionsResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        actions=[present_action_summary(item) for item in page.items],
        next_cursor=encode_cursor(page.next_place) if page.next_place else None,
    )


@router.get("/{action_id}", summary="Show a technician's action", dependencies=READS)
def get_action(
    action_id: ActionId, request: Request, graph: GraphDep, principal: PrincipalDep
) -> shapes.ActionResponse:
    """Return the whole action with what was tried, ruled out and consumed."""
    return _action(request, graph, principal, action_id)


@router.patch("/{action_id}", summary="Continue or complete an action", dependencies=WRITES)
def patch_action(
    action_id: ActionId,
    body: shapes.ActionChange,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
) -> shapes.ActionResponse:
    """Add to an action that was started; ``completed_at`` completes it, after which it stays."""
    continue_action(graph, principal, action_id, action_form(body), body.version)
    return _action(request, graph, principal, action_id)


def action_form(
    body: shapes.ActionFields, key: str | None = None, started_at: datetime | None = None
) -> ActionForm:
    """Return what a body tells, as the engine takes it."""
    return ActionForm(
        values=body.model_dump(mode="json", exclude_none=True),
        measurements=_measurements(body.measurements),
        attempts=tuple(
            _tried(item, item.timestamp, item.measurements) for item in body.attempted_diagnostics
        ),
        rejections=tuple(_tried(item, item.ruled_out_at) for item in body.rejected_hypotheses),
        usage_ids=tuple(body.part_usage_ids),
        started_at=_utc(started_at),
        completed_at=_utc(body.completed_at),
        key=key,
    )


def _tried(
    item: shapes.AttemptedDiagnosticBody | shapes.RejectedHypothesisBody,
    at: datetime | None,
    measurements: Iterable[shapes.MeasurementBody] = (),
) -> Tried:
    return Tried(
        values=item.model_dump(mode="json", exclude=_ABOUT | _TIMES, exclude_none=True),
        measurements=_measurements(measurements),
        fault_id=item.fault_id,
        observable_id=item.observable_id,
        state=item.observable_state.value if item.observable_state else None,
        at=_utc(at),
    )


def _measurements(bodies: Iterable[shapes.MeasurementBody]) -> tuple[Measurement, ...]:
    return tuple(Measurement(body.name, _said(body.value), body.unit) for body in bodies)


def _said(value: str | float) -> str:
    """Return a value as text; a whole number without its decimals."""
    return str(value).removesuffix(".0")


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None


def _action(
    request: Request, graph: Graph, principal: Principal, action_id: str, *, created: bool = False
) -> shapes.ActionResponse:
    row = find_action(graph, principal, action_id)
    return shapes.ActionResponse(
        request_id=request.state.request_id,
        graph_version=str(row.graph_version),
        created=created,
        action=present_action(row),
    )
