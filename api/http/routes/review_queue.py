"""``/api/efi/review-queue``: what waits for an expert, the longest first."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.review import ReviewQueueResponse
from api.presenting_review import present_review_item
from engine.reviewing.queue import ReviewKind, list_review_items
from graph.vocabulary_records import Role

router = APIRouter(prefix="/review-queue", tags=["review"])


class ReviewQuery(BaseModel):
    """Filters of the queue."""

    model_config = ConfigDict(extra="forbid")

    kind: list[ReviewKind] = Field(
        default_factory=list, max_length=4, description="only of these kinds; none given: all"
    )
    locale: LocaleChoice = None
    limit: PageLimit = 50
    cursor: Cursor = None


@router.get("", summary="List what waits for an expert", dependencies=[Depends(needs(Role.EXPERT))])
def get_review_queue(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    wanted: Annotated[ReviewQuery, Query()],
) -> ReviewQueueResponse:
    """Return one page: cards under review, drafts, suggested relationships, unmatched tickets."""
    place = decode_cursor(wanted.cursor)
    page = list_review_items(graph, principal, wanted.kind, wanted.limit, place)
    locale = request_locale(request, wanted.locale)
    return ReviewQueueResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        items=[present_review_item(item, locale) for item in page.items],
        next_cursor=encode_cursor(page.next_place) if page.next_place else None,
    )
