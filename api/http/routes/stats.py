"""``GET /api/knowledge-graph/stats``."""

from fastapi import APIRouter, Depends, Request

from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.graph import StatsResponse
from api.presenting_stats import present_stats
from cypher.library import query
from cypher.rows.admin import CountGraphRow
from graph.vocabulary_records import Role

router = APIRouter(tags=["graph"])
COUNT_GRAPH = query("admin/count_graph", CountGraphRow)


@router.get(
    "/stats", summary="How much the graph holds", dependencies=[Depends(needs(Role.VIEWER))]
)
def get_stats(
    request: Request, graph: GraphDep, principal: PrincipalDep, locale: LocaleChoice = None
) -> StatsResponse:
    """Return counts of knowledge by label, type, status, source and review, and of own cases.

    Cards that are not published count for those who may see them.
    """
    row = graph.read(COUNT_GRAPH, **principal.sight.parameters())[0]
    answer = present_stats(row, request_locale(request, locale))
    return StatsResponse(request_id=request.state.request_id, **answer)
