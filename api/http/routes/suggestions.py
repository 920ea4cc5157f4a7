"""``GET /api/knowledge-graph/suggestions``: relationships that outcomes suggest to experts."""

from fastapi import APIRouter, Depends, Request

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.cases import SuggestionsResponse
from api.presenting_cases import present_suggestion
from cypher.library import query
from cypher.rows.learning import ListSuggestionsRow
from graph.vocabulary_records import Role

router = APIRouter(tags=["cases"])
LIST_SUGGESTIONS = query("learning/list_suggestions", ListSuggestionsRow)


@router.get(
    "/suggestions",
    summary="List relationships that outcomes suggest",
    dependencies=[Depends(needs(Role.EXPERT))],
)
def get_suggestions(
    request: Request,
    graph: GraphDep,
    locale: LocaleChoice = None,
    limit: PageLimit = 50,
    cursor: Cursor = None,
) -> SuggestionsResponse:
    """Return one page of drafts: seen together in repairs, but nobody has written why."""
    page = graph.read(LIST_SUGGESTIONS, after=decode_cursor(cursor), limit=limit + 1)[0]
    language = request_locale(request, locale)
    shown = page.suggestions[:limit]
    more = len(page.suggestions) > limit
    return SuggestionsResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        suggestions=[present_suggestion(item, language) for item in shown],
        next_cursor=encode_cursor(shown[-1]["relation_id"]) if more else None,
    )
