"""The use case: what the graph knows of one fault, without any finding (KG v2.8.10, v2.8.11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows.fault import FindFaultRow
from engine.diagnose import TRACE_DISPLAY
from graph.errors import NotFoundError, empty_graph
from graph.session import Graph

FIND_FAULT = query("fault/find_fault", FindFaultRow)


@dataclass(frozen=True)
class FaultKnowledge:
    """One fault and everything that hangs on it.

    Attributes:
        details: display data as the query ``diagnosis/trace_display`` returns it.
    """

    graph_version: int
    details: Mapping[str, Any]


def fault_knowledge(graph: Graph, fault_id: str) -> FaultKnowledge:
    """Return what the graph knows of a fault.

    Raises:
        NotFoundError: no active fault has this id.
        NotReadyError: the graph holds no knowledge.
    """
    rows = graph.read(FIND_FAULT, fault_id=fault_id)
    if not rows:
        raise empty_graph()
    if rows[0].fault_id is None:
        raise NotFoundError(
            f"there is no fault {fault_id[:80]!r}",
            field="fault_id",
            fix="list the faults with `GET /api/knowledge-graph/nodes?kind=Fault`",
            key="fault.unknown",
            values={"id": fault_id[:80]},
        )
    display = graph.read(TRACE_DISPLAY, fault_ids=[fault_id], name_ids=[], finding_ids=[])[0]
    return FaultKnowledge(rows[0].graph_version, display.faults[0])
