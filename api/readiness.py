"""Whether the database can answer: reachable, migrated, seeded, searchable."""

from dataclasses import dataclass, replace

from cypher.library import query
from cypher.rows.admin import CountMissingVectorsRow, FindGraphVersionRow, ListOfflineIndexesRow
from graph.embedder import Embedder
from graph.errors import FaultgraphError, MigrationError
from graph.session import Graph
from migrations.runner import info, validate
from migrations.vector_index import REBUILD, check_model

FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)
LIST_OFFLINE_INDEXES = query("admin/list_offline_indexes", ListOfflineIndexesRow)
COUNT_MISSING_VECTORS = query("admin/count_missing_vectors", CountMissingVectorsRow)


@dataclass(frozen=True)
class Readiness:
    """Result of the checks, in the order in which they are made; the first failure ends them.

    Attributes:
        embedder_matches: the vectors in the graph come from the configured embedder.
        vectors_complete: every active alias has one.
        problem: what the first failed check found.
    """

    reachable: bool = False
    migrated: bool = False
    seeded: bool = False
    embedder_matches: bool = False
    indexes_online: bool = False
    vectors_complete: bool = False
    graph_version: int | None = None
    problem: str | None = None

    @property
    def is_ready(self) -> bool:
        """Whether every check passed."""
        return self.problem is None and self.vectors_complete


def readiness(graph: Graph, embedder: Embedder) -> Readiness:
    """Check the database; an unreachable one is a result, not an error."""
    state = Readiness()
    try:
        graph.verify()
        state = replace(state, reachable=True)
        for check in (_migrated, _seeded, _embedder_matches, _indexes_online, _vectors_complete):
            state = check(state, graph, embedder)
            if state.problem is not None:
                break
    except FaultgraphError as error:  # it may also go away between two checks
        return Readiness(problem=error.message)
    return state


def _migrated(state: Readiness, graph: Graph, _embedder: Embedder) -> Readiness:
    """Refuse a chain that was changed, broke or is newer than this program, and pending scripts."""
    wrong = [problem.message for problem in validate(graph)]
    if wrong:
        return replace(state, problem="; ".join(wrong))
    pending = [row.version for row in info(graph) if row.state == "pending"]
    if pending:
        return replace(state, problem=f"migrations pending: {', '.join(pending)}")
    return replace(state, migrated=True)


def _seeded(state: Readiness, graph: Graph, _embedder: Embedder) -> Readiness:
    version = graph.read(FIND_GRAPH_VERSION)[0].version
    if version == 0:
        return replace(state, graph_version=0, problem="no knowledge: run `faultgraph seed`")
    return replace(state, graph_version=version, seeded=True)


def _embedder_matches(state: Readiness, graph: Graph, embedder: Embedder) -> Readiness:
    try:
        stored = check_model(graph, embedder)
    except MigrationError as error:
        return replace(state, problem=f"{error.message}: {error.fix}")
    if not stored:
        return replace(state, problem=f"there is no vector index: run {REBUILD}")
    return replace(state, embedder_matches=True)


def _indexes_online(state: Readiness, graph: Graph, _embedder: Embedder) -> Readiness:
    offline = [row.name for row in graph.read(LIST_OFFLINE_INDEXES)]
    if offline:
        return replace(state, problem=f"indexes not online: {', '.join(offline)}")
    return replace(state, indexes_online=True)


def _vectors_complete(state: Readiness, graph: Graph, _embedder: Embedder) -> Readiness:
    missing = graph.read(COUNT_MISSING_VECTORS)[0].missing
    if missing:
        return replace(
            state, problem=f"{missing} aliases have no vector: run `faultgraph seed` or {REBUILD}"
        )
    return replace(state, vectors_complete=True)
