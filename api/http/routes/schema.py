"""``GET /api/knowledge-graph/schema``."""

from fastapi import APIRouter, Depends, Request

from api.http.dependencies import GraphDep, needs
from api.http.schemas.schema import SchemaResponse
from api.schema_texts import schema_with_labels
from cypher.library import query
from cypher.rows.admin import FindGraphVersionRow
from graph.vocabulary_records import Role

router = APIRouter(tags=["graph"])
FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)


@router.get(
    "/schema",
    summary="Labels, relationship types, properties and their values",
    dependencies=[Depends(needs(Role.VIEWER))],
)
def get_schema(request: Request, graph: GraphDep) -> SchemaResponse:
    """Return every name that the graph can have; `docs/schema.md` is made from the same."""
    return SchemaResponse(
        request_id=request.state.request_id,
        graph_version=str(graph.read(FIND_GRAPH_VERSION)[0].version),
        **schema_with_labels(),
    )
