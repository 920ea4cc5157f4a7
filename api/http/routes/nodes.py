"""``GET /api/knowledge-graph/nodes`` and ``/nodes/{id}``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from api.http.cursor import decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.node_query import NodeQuery
from api.http.schemas.nodes import NodeDetailResponse, NodesResponse
from api.presenting_nodes import present_node, present_relationship, present_revision
from cypher.library import query
from cypher.rows.node import FindNodeDetailRow, ListNodesRow
from engine.principal import Principal
from graph.errors import NotFoundError
from graph.session import Graph
from graph.vocabulary import Locale
from graph.vocabulary_records import Role

router = APIRouter(tags=["graph"])
LIST_NODES = query("node/list_nodes", ListNodesRow)
FIND_NODE_DETAIL = query("node/find_node_detail", FindNodeDetailRow)
_MANY = Query(ge=1, le=500, description="most relationships of each type and direction")


@router.get(
    "/nodes",
    summary="List knowledge nodes",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True))],
)
def get_nodes(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    wanted: Annotated[NodeQuery, Query()],
) -> NodesResponse:
    """Return one page of nodes, sorted by id; active ones unless a status is given.

    A filter that is given several times holds for any of its values
    (``tax_phase=freinage&tax_phase=virage``); different filters must all hold.
    """
    page = _page(graph, wanted, principal)
    locale = request_locale(request, wanted.locale)
    shown, more = page.nodes[: wanted.limit], len(page.nodes) > wanted.limit
    return NodesResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        nodes=[present_node(node, locale) for node in shown],
        next_cursor=encode_cursor(shown[-1]["id"]) if more else None,
    )


@router.get(
    "/nodes/{node_id}",
    summary="One node with its relationships and its history",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True))],
)
def get_node(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    node_id: Annotated[str, Path(min_length=1, max_length=200, description="id of a node")],
    limit: Annotated[int, _MANY] = 50,
    locale: LocaleChoice = None,
) -> NodeDetailResponse:
    """Return a node of any status: governance, relationships with their evidence, revisions.

    A card that is not published, and the nodes of its tree, are found by technicians of its garage.
    """
    found = graph.read(FIND_NODE_DETAIL, id=node_id, limit=limit, **principal.sight.parameters())
    if not found:
        raise _unknown(node_id)
    return _detail(found[0], request_locale(request, locale), request.state.request_id)


def _page(graph: Graph, wanted: NodeQuery, principal: Principal) -> ListNodesRow:
    sight = principal.sight.parameters()
    after = decode_cursor(wanted.cursor)
    return graph.read(LIST_NODES, after=after, **wanted.parameters(), **sight)[0]


def _detail(row: FindNodeDetailRow, locale: Locale, request_id: str) -> NodeDetailResponse:
    return NodeDetailResponse.model_validate(
        {
            "request_id": request_id,
            "graph_version": str(row.graph_version),
            "node": present_node(row.node, locale),
            "relationship_counts": [
                {"relation_type": kind.lower(), "outgoing": outgoing, "total": total}
                for kind, outgoing, total, _ in row.relationships
            ],
            "relationships": [
                present_relationship(
                    row.node, item["other"], item["link"], kind, outgoing=outgoing, locale=locale
                )
                for kind, outgoing, _, items in row.relationships
                for item in items
            ],
            "revisions": [present_revision(revision) for revision in row.revisions],
        }
    )


def _unknown(node_id: str) -> NotFoundError:
    return NotFoundError(
        f"there is no knowledge with the id {node_id}",
        field="node_id",
        fix="search it with `GET /api/knowledge-graph/nodes/search`",
        key="knowledge.unknown",
        values={"id": node_id},
    )
