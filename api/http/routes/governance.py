"""Status, review and restore of knowledge, and ``GET /api/knowledge-graph/audit``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.schemas.governance import (
    AuditResponse,
    DecisionResponse,
    RestoreRequest,
    ReviewRequest,
    StatusRequest,
)
from api.http.schemas.problem import Problem
from api.presenting_governance import present_decision, present_entry
from engine.governing.deciding import (
    change_node_status,
    change_relationship_status,
    restore_node,
    review_node,
)
from engine.governing.entries import Decided, Decision
from engine.governing.log import LogQuery, read_log
from engine.principal import Principal
from graph.errors import InvalidInputError
from graph.vocabulary_records import AuditAction, Role

router = APIRouter(tags=["governance"])
NodeId = Annotated[str, Path(min_length=1, max_length=200, description="id of a node")]
RelationId = Annotated[
    str, Path(min_length=1, max_length=200, description="relation_id of a relationship")
]
_Word = Annotated[str, Field(max_length=200)]
_CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {
        "model": Problem,
        "content": {"application/problem+json": {}},
        "description": "another version than expected, or a step that is not possible from here",
    }
}


class AuditQuery(BaseModel):
    """Filters of the log; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    entity_id: _Word | None = Field(None, description="id of a node or a relationship")
    action: AuditAction | None = Field(None, description="what was done")
    user: _Word | None = Field(None, description="who did it")
    limit: PageLimit = 50
    cursor: Cursor = None


@router.post(
    "/nodes/{node_id}/status",
    summary="Change the status of a node",
    responses=_CONFLICT,
    dependencies=[Depends(needs(Role.EXPERT))],
)
def post_node_status(
    request: Request, graph: GraphDep, node_id: NodeId, body: StatusRequest, principal: PrincipalDep
) -> DecisionResponse:
    """Move a node along draft → review → active → deprecated; only active knowledge answers.

    A review may go back to draft, and what is deprecated becomes a draft again.
    """
    return _answer(
        request, change_node_status(graph, node_id, body.status, _decision(body, principal))
    )


@router.post(
    "/relationships/{relation_id}/status",
    summary="Change the status of a relationship",
    responses=_CONFLICT,
    dependencies=[Depends(needs(Role.EXPERT))],
)
def post_relationship_status(
    request: Request,
    graph: GraphDep,
    relation_id: RelationId,
    body: StatusRequest,
    principal: PrincipalDep,
) -> DecisionResponse:
    """Move a relationship along draft → review → active → deprecated."""
    decided = change_relationship_status(
        graph, relation_id, body.status, _decision(body, principal)
    )
    return _answer(request, decided)


@router.post(
    "/nodes/{node_id}/review",
    summary="Note a review of a node",
    responses=_CONFLICT,
    dependencies=[Depends(needs(Role.EXPERT))],
)
def post_review(
    request: Request, graph: GraphDep, node_id: NodeId, body: ReviewRequest, principal: PrincipalDep
) -> DecisionResponse:
    """Set who reviewed the node and when; the status stays."""
    return _answer(request, review_node(graph, node_id, _decision(body, principal)))


@router.post(
    "/nodes/{node_id}/restore",
    summary="Bring back a former state",
    responses=_CONFLICT,
    dependencies=[Depends(needs(Role.EXPERT))],
)
def post_restore(
    request: Request,
    graph: GraphDep,
    node_id: NodeId,
    body: RestoreRequest,
    principal: PrincipalDep,
) -> DecisionResponse:
    """Bring back the state of a graph version as a new version; learned counts stay."""
    decided = restore_node(graph, node_id, body.graph_version, _decision(body, principal))
    return _answer(request, decided)


@router.get("/audit", summary="Who changed what", dependencies=[Depends(needs(Role.EXPERT))])
def get_audit(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    wanted: Annotated[AuditQuery, Query()],
) -> AuditResponse:
    """Return one page of the audit log, the latest first.

    Entries about a card that is not published are told to those who may see the card.
    """
    asked = wanted.model_dump(exclude={"cursor"})
    page = read_log(graph, LogQuery(after=_after(wanted.cursor), sight=principal.sight, **asked))
    entries = [present_entry(entry) for entry in page.entries]
    last = entries[-1] if page.more else None
    return AuditResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        entries=entries,
        next_cursor=encode_cursor(f"{last['created_at']}|{last['audit_id']}") if last else None,
    )


def _after(cursor: str | None) -> tuple[str, str] | None:
    if not cursor:
        return None
    at, bar, audit_id = decode_cursor(cursor).partition("|")
    if not bar:
        raise InvalidInputError(
            "the cursor is not one of this list",
            field="cursor",
            fix="take next_cursor of the page before, or leave it out",
            key="cursor.invalid",
        )
    return at, audit_id


def _decision(body: ReviewRequest, principal: Principal) -> Decision:
    """Return the decision of whoever is signed in; only without sign-in the body may name one."""
    user = None if principal.is_recorded else body.user
    return Decision(user or principal.id, body.expected_version, body.note, principal.sight)


def _answer(request: Request, decided: Decided) -> DecisionResponse:
    return DecisionResponse(request_id=request.state.request_id, **present_decision(decided))
