"""``GET /api/knowledge-graph/stats``."""

from collections import Counter

from fastapi import APIRouter, Request

from api.http.dependencies import GraphDep
from api.http.schemas.graph import StatsResponse
from cypher.library import query
from cypher.rows.admin import CountGraphRow
from graph.vocabulary import KnowledgeStatus

router = APIRouter(tags=["graph"])
COUNT_GRAPH = query("admin/count_graph", CountGraphRow)


@router.get("/stats", summary="How much the graph holds")
def get_stats(request: Request, graph: GraphDep) -> StatsResponse:
    """Return counts of knowledge nodes by label and of relationships by type."""
    row = graph.read(COUNT_GRAPH)[0]
    nodes: Counter[str] = Counter()
    not_active: Counter[str] = Counter()
    for label, status, total in row.nodes:
        nodes[label] += total
        if label == "Knowledge" and status not in (None, KnowledgeStatus.ACTIVE):
            not_active[str(status)] += total
    return StatsResponse(
        request_id=request.state.request_id,
        graph_version=str(row.graph_version),
        updated_at=row.updated_at,
        nodes=dict(nodes),
        relationships=dict(row.relationships),
        not_active=dict(not_active),
    )
