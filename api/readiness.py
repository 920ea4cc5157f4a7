"""Whether the database can answer: reachable, migrated, seeded, every index online."""

from dataclasses import dataclass

from cypher.library import query
from cypher.rows.admin import CountGraphRow, ListOfflineIndexesRow
from graph.errors import FaultgraphError
from graph.session import Graph
from migrations.runner import info

COUNT_GRAPH = query("admin/count_graph", CountGraphRow)
LIST_OFFLINE_INDEXES = query("admin/list_offline_indexes", ListOfflineIndexesRow)


@dataclass(frozen=True)
class Readiness:
    """Result of the checks, in the order in which they are made."""

    reachable: bool = False
    migrated: bool = False
    seeded: bool = False
    indexes_online: bool = False
    problem: str | None = None

    @property
    def is_ready(self) -> bool:
        """Whether every check passed."""
        return self.reachable and self.migrated and self.seeded and self.indexes_online


def readiness(graph: Graph) -> Readiness:
    """Check the database; an unreachable one is a result, not an error."""
    try:
        graph.verify()
    except FaultgraphError as error:
        return Readiness(problem=error.message)
    pending = [row.version for row in info(graph) if row.state == "pending"]
    if pending:
        return Readiness(reachable=True, problem=f"migrations pending: {', '.join(pending)}")
    if graph.read(COUNT_GRAPH)[0].graph_version == 0:
        return Readiness(
            reachable=True, migrated=True, problem="no knowledge: run `faultgraph seed`"
        )
    offline = [row.name for row in graph.read(LIST_OFFLINE_INDEXES)]
    return Readiness(
        reachable=True,
        migrated=True,
        seeded=True,
        indexes_online=not offline,
        problem=f"indexes not online: {', '.join(offline)}" if offline else None,
    )
