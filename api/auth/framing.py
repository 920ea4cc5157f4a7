"""What every answer carries, where the query of the answer does not tell the graph's version."""

from fastapi import Request

from cypher.library import query
from cypher.rows.admin import FindGraphVersionRow
from graph.session import Graph

FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)


def framed(request: Request, graph: Graph) -> dict[str, str]:
    """Return request_id and graph_version."""
    found = graph.read(FIND_GRAPH_VERSION)
    version = found[0].version if found else 0
    return {"request_id": request.state.request_id, "graph_version": str(version)}
