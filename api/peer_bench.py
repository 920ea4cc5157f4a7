"""One run of ``bench peers``: which graphs, and which peers this machine has."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from api.synthetic_graph import open_synthetic
from engine.bench.peers.exact_peers import PYAGRUM
from engine.bench.peers.measuring import Field, PeerRow, Turns, measure
from engine.bench.peers.memory_peers import InNetworkx, ResidentArrays
from engine.bench.peers.neo4j_peers import InNeo4j, ShippedRead
from engine.bench.peers.postgres_peers import open_postgres
from engine.bench.peers.task import Peer
from engine.bench.quality.pyagrum_oracle import require_pyagrum
from engine.bench.speed.synthetic import SIZES, Synthetic, draw
from engine.bench.speed.timing import FLOOR, Job
from graph.embedder import Embedder
from graph.errors import NotReadyError
from graph.session import Graph
from graph.settings import Settings

POSTGRES, POSTGRES_FLOOR = "PostgreSQL", "PostgreSQL, SELECT true"
NEO4J_FLOOR = f"Neo4j, {FLOOR}"
#: Told which part begins.
Progress = Callable[[str], None]


@dataclass(frozen=True)
class PeerComparison:
    """What was measured on one graph.

    Attributes:
        edges: INDICATES relationships.
        rows: slowest first.
        left_out: peers that this machine does not have, and why.
    """

    graph: str
    edges: int
    rows: list[PeerRow]
    left_out: list[str]

    def as_json(self) -> dict[str, Any]:
        """Return every field."""
        return asdict(self)


def run_peers(
    graphs: tuple[str, ...],
    turns: Turns,
    settings: Settings,
    embedder: Embedder,
    progress: Progress,
) -> list[PeerComparison]:
    """Compare on one graph after the other; within a graph everything is interleaved.

    Raises:
        ConflictError: two peers do not give the same answer.
        LocalServerError: a local server does not start.
    """
    found = []
    for name in graphs:
        progress(name)
        drawn = draw(SIZES[name], turns.seed)

        def told(what: str, done: int, name: str = name) -> None:
            progress(f"{name}: {done} {what} written")

        with (
            open_synthetic(drawn, settings, embedder, told) as (graph, _),
            _field(graph, drawn) as (field, left_out),
        ):
            rows = measure(field, drawn, turns)
            found.append(PeerComparison(name, drawn.size.edges, rows, left_out))
    return found


@contextmanager
def _field(graph: Graph, drawn: Synthetic) -> Iterator[tuple[Field, list[str]]]:
    """Yield all peers that this machine has, and why the others are missing."""
    neo4j, left_out = InNeo4j(graph), list[str]()
    peers: list[Peer] = [ResidentArrays(drawn)]
    floors: dict[str, Job] = {NEO4J_FLOOR: neo4j.empty}
    with ExitStack() as stack:
        try:
            both = stack.enter_context(open_postgres(drawn))
            peers += both
            floors[POSTGRES_FLOOR] = both[0].empty
        except NotReadyError as error:
            left_out.append(f"{POSTGRES}: {error}")
        try:
            peers.append(InNetworkx(drawn))
        except NotReadyError as error:
            left_out.append(f"{InNetworkx.name}: {error}")
        with_pyagrum = True
        try:
            require_pyagrum()
        except NotReadyError as error:
            with_pyagrum = False
            left_out.append(f"{PYAGRUM}: {error}")
        yield Field(neo4j, ShippedRead(graph), peers, floors, with_pyagrum), left_out
