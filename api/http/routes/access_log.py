"""``/api/auth/audit``: who asked for which change."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.schemas import access as shapes
from engine.users.access_log import AccessQuery, read_access_log
from graph.errors import InvalidInputError
from graph.vocabulary_records import Role

router = APIRouter(tags=["access"])
_Word = Annotated[str, Field(max_length=200)]


class AccessLogQuery(BaseModel):
    """Filters of the log; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    user_id: _Word | None = Field(None, description="id of a user or a key")
    target: _Word | None = Field(None, description="an id in the address")
    limit: PageLimit = 50
    cursor: Cursor = None

    def query(self, scope: str | None) -> AccessQuery:
        """Return what the engine is asked, for one garage or (None) for all."""
        asked = self.model_dump(exclude={"cursor"})
        return AccessQuery(scope, after=_after(self.cursor), **asked)


Wanted = Annotated[AccessLogQuery, Query()]


@router.get(
    "/audit", summary="Who asked for which change", dependencies=[Depends(needs(Role.EXPERT))]
)
def get_access_log(
    request: Request, graph: GraphDep, principal: PrincipalDep, wanted: Wanted
) -> shapes.AccessLogResponse:
    """Return one page of the garage's log, the latest first: who, operation, ids, status, time.

    What changed in knowledge, from what to what, is told by ``GET /api/knowledge-graph/audit``.
    """
    page = read_access_log(graph, wanted.query(principal.scope))
    shown = [_entry(item) for item in page.entries[: wanted.limit]]
    last = shown[-1] if len(page.entries) > wanted.limit else None
    return shapes.AccessLogResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        entries=shown,
        next_cursor=encode_cursor(f"{last.created_at}|{last.id}") if last else None,
    )


def _entry(item: dict[str, Any]) -> shapes.AccessEntryOutput:
    names = ("id", "user_id", "garage_id", "role", "operation", "target", "http_status")
    values = {name: item.get(name) for name in names}
    return shapes.AccessEntryOutput.model_validate(
        {**values, "created_at": shapes.iso(item["created_at"])}
    )


def _after(cursor: str | None) -> tuple[str, str] | None:
    if not cursor:
        return None
    at, bar, entry_id = decode_cursor(cursor).partition("|")
    if not bar or not entry_id.startswith("acc_") or not _is_moment(at):
        raise InvalidInputError(
            "the cursor is not one of this list",
            field="cursor",
            fix="take next_cursor of the page before, or leave it out",
            key="cursor.invalid",
        )
    return at, entry_id


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
