"""One run of ``bench latency``: which graphs are measured, and in how many turns."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from api.bench_server import Client, serving, several
from api.connection import connect, open_reader
from api.endpoint_bench import ENDPOINT_GOALS, endpoint_jobs
from api.matching_bench import STAGE_GOALS, STAGES, stage_jobs, write_cards
from api.synthetic_graph import open_synthetic
from api.synthetic_texts import BOTH, FRENCH, real_vectors, search_jobs, write_texts
from cypher.library import query
from cypher.rows.admin import CountGraphRow
from engine.bench import latency
from engine.bench.latency import Draw, Drawn, Vectors
from engine.bench.speed import goals
from engine.bench.speed.synthetic import SIZES, draw
from engine.bench.speed.synthetic_cards import CARD_SIZES
from engine.bench.speed.timing import (
    FLOOR,
    Goals,
    Job,
    LatencyRow,
    Times,
    interleave,
    latency_rows,
)
from engine.principal import SEES_ALL
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings

COUNT_GRAPH = query("admin/count_graph", CountGraphRow)
SEEDED = "seeded"
GRAPHS = (SEEDED, *SIZES)
#: Those, and the graphs that hold failure cards.
ALL_GRAPHS = (*GRAPHS, *CARD_SIZES)
#: The graph that also holds 100,000 aliases (QE4).
WITH_TEXTS = "20k"
DIAGNOSE = "/api/knowledge-graph/diagnose"
HTTP_ONE, HTTP_ONE_UNSTORED = "POST /diagnose, 1 client", "POST /diagnose, 1 client, store:false"
HTTP_EIGHT = "POST /diagnose, 8 clients"
_CLIENTS = 8
_WORDS = ("the engine cuts out when hot", "une odeur d'essence au démarrage", "brakes squeal")
#: Told which part begins.
Progress = Callable[[str], None]


@dataclass(frozen=True)
class LatencyOrder:
    """What to measure.

    Attributes:
        graphs: some of ``ALL_GRAPHS``.
        rounds: counted turns of each.
        warm_up: turns before, not counted.
        seed: of everything drawn.
        over_http: also ask the product's server; one more process.
    """

    graphs: tuple[str, ...] = (SEEDED,)
    rounds: int = 200
    warm_up: int = 300
    seed: int = 1
    over_http: bool = True


@dataclass
class GraphLatency:
    """What was measured on one graph.

    Attributes:
        edges: INDICATES relationships.
        rows: parts of a diagnosis, and the whole over HTTP.
        left_out: paths of section 8 that the server does not have, and why.
    """

    graph: str
    edges: int
    rows: list[LatencyRow] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def median_ms(self, name: str) -> float:
        """Return the median of one row."""
        return next(row.median_ms for row in self.rows if row.name == name)

    def as_json(self) -> dict[str, Any]:
        """Return everything, each row with its verdict."""
        rows = [{**asdict(row), "is_reached": row.is_reached} for row in self.rows]
        return {**asdict(self), "rows": rows}


def run_latency(
    order: LatencyOrder, settings: Settings, embedder: Embedder, progress: Progress
) -> list[GraphLatency]:
    """Measure one graph after the other; within a graph everything is interleaved.

    Raises:
        LocalServerError: a local server does not start.
        NotReadyError: the shipped graph is not loaded.
    """
    found = []
    for name in order.graphs:
        progress(name)
        if name in CARD_SIZES:
            found.append(_cards_measured(name, order, settings, embedder, progress))
            continue
        with _opened(name, order, settings, embedder, progress) as opened:
            found.append(_measure(name, opened, order, embedder))
    return found


def matching_growth(found: list[GraphLatency]) -> dict[str, float] | None:
    """Return by stage the median at 50,000 cards over that at 1,000; None unless both are there."""
    by_name = {item.graph: item for item in found}
    if not CARD_SIZES.keys() <= by_name.keys():
        return None
    few, many = (by_name[name] for name in CARD_SIZES)
    return {stage: many.median_ms(stage) / few.median_ms(stage) for stage in STAGES}


def growth(found: list[GraphLatency]) -> float | None:
    """Return QE2: the evidence read at 2m over that at 20k, medians; None unless both are there."""
    read = [item for item in found if item.graph in GRAPHS]
    by_name = {item.graph: item.median_ms(latency.EVIDENCE) for item in read}
    if not {"20k", "2m"} <= by_name.keys():
        return None
    return by_name["2m"] / by_name["20k"]


def _cards_measured(
    name: str, order: LatencyOrder, settings: Settings, embedder: Embedder, progress: Progress
) -> GraphLatency:
    """Time each stage of matching among the synthetic cards of one size."""
    size, real = CARD_SIZES[name], real_vectors(embedder)
    drawn = draw(size.base, order.seed)

    def told(what: str, done: int) -> None:
        progress(f"{name}: {done} {what} written")

    with open_synthetic(drawn, settings, embedder, told) as (graph, _):
        write_cards(graph, drawn, real, told, size.cards)
        times = interleave(
            lambda rng: stage_jobs(graph, embedder, real, size.cards, rng),
            runs=order.rounds,
            warm_up=order.warm_up,
            seed=order.seed,
        )
    return GraphLatency(name, size.base.edges, latency_rows(times, order.seed, STAGE_GOALS))


@dataclass(frozen=True)
class _Opened:
    """A graph that answers, how its findings are drawn, and settings that name its server.

    Attributes:
        texts: vectors that those of its many aliases lie around; None: it has none.
    """

    graph: Graph
    draw: Draw
    settings: Settings
    texts: Vectors | None = None


@contextmanager
def _opened(
    name: str, order: LatencyOrder, settings: Settings, embedder: Embedder, progress: Progress
) -> Iterator[_Opened]:
    if name == SEEDED:
        with connect(settings) as graph:
            yield _Opened(graph, latency.uniform_draw(graph), settings)
        return
    drawn = draw(SIZES[name], order.seed)

    def told(what: str, done: int) -> None:
        progress(f"{name}: {done} {what} written")

    with open_synthetic(drawn, settings, embedder, told) as (graph, own):
        texts = real_vectors(embedder) if name == WITH_TEXTS else None
        if texts is not None:
            write_texts(graph, drawn, texts, told)
        yield _Opened(graph, latency.synthetic_draw(drawn), own, texts)


def _measure(name: str, opened: _Opened, order: LatencyOrder, embedder: Embedder) -> GraphLatency:
    graph = opened.graph
    counts = graph.read(COUNT_GRAPH, **SEES_ALL.parameters())[0].relationships
    found = GraphLatency(name, sum(count[3] for count in counts if count[0] == "INDICATES"))
    bench = _Bench(opened, open_reader(graph, embedder), embedder.encode(list(_WORDS)), order)
    if not order.over_http:
        found.rows = bench.rows(bench.times(None, {}), READ_GOALS[name])
        return found
    with serving(opened.settings) as port:
        client = Client(port)
        fixed, found.left_out = endpoint_jobs(client) if name == SEEDED else ({}, [])
        times = bench.times(client, fixed)
        times[HTTP_EIGHT] = bench.eight(port)
        found.rows = bench.rows(times, READ_GOALS[name])
        client.close()
    return found


#: Goals of the rows of each graph.
READ_GOALS: dict[str, Goals] = {
    name: {
        latency.EVIDENCE: ("ratio", goals.READ_RATIO[name]),
        latency.ON_TOP: ("median_ms", goals.ON_TOP_MS),
        BOTH: ("p95_ms", goals.TEXT_P95_MS),
        FRENCH: ("p95_ms", goals.TEXT_P95_MS),
    }
    for name in GRAPHS
}


@dataclass(frozen=True)
class _Bench:
    """One graph under measurement."""

    opened: _Opened
    reader: Reader
    vectors: Vectors
    order: LatencyOrder

    def times(self, client: Client | None, fixed: Mapping[str, Job]) -> Times:
        """Time everything that one client does, interleaved."""

        def jobs(rng: np.random.Generator) -> dict[str, Job]:
            drawn = self.opened.draw(rng)
            vector = self.vectors[rng.integers(len(self.vectors))]
            inside = latency.jobs(self.opened.graph, self.reader, vector, drawn)
            if self.opened.texts is not None:
                inside |= search_jobs(self.opened.graph, self.opened.texts, rng)
            return {**inside, **fixed, **(_asking(client, drawn) if client else {})}

        order = self.order
        try:
            return interleave(jobs, runs=order.rounds, warm_up=order.warm_up, seed=order.seed)
        finally:
            latency.remove_mark(self.opened.graph)

    def eight(self, port: int) -> list[float]:
        """Time eight clients at once, after as many requests to warm up."""
        rng = np.random.default_rng(self.order.seed)
        each = max(2, self.order.rounds // _CLIENTS)
        bodies = [_body(self.opened.draw(rng)) for _ in range(each * _CLIENTS)]

        def ask(client: Client, number: int) -> object:
            return client.must("POST", DIAGNOSE, {**bodies[number], "store": False})

        several(port, _CLIENTS, ask, max(2, each // 4))
        return several(port, _CLIENTS, ask, each)

    def rows(self, times: Times, own: Goals) -> list[LatencyRow]:
        """Return the rows with their goals, that of QE1b from the medians of this run."""
        whole = latency.with_difference(times)
        wanted: Goals = {**own}
        bound = goals.diagnose_goal_ms(
            *(
                float(np.median(times[part]))
                for part in (
                    latency.EVIDENCE,
                    latency.DISPLAY,
                    FLOOR,
                    latency.WRITE,
                    latency.VECTOR,
                )
            )
        )
        for name in (HTTP_ONE, HTTP_ONE_UNSTORED, HTTP_EIGHT):
            wanted[name] = ("median_ms", bound)
        return latency_rows(whole, self.order.seed, {**wanted, **ENDPOINT_GOALS})


def _asking(client: Client, drawn: Drawn) -> dict[str, Job]:
    body = _body(drawn)
    return {
        HTTP_ONE: lambda: client.must("POST", DIAGNOSE, body),
        HTTP_ONE_UNSTORED: lambda: client.must("POST", DIAGNOSE, {**body, "store": False}),
    }


def _body(drawn: Drawn) -> dict[str, Any]:
    pairs = zip(drawn.states, drawn.ids, strict=True)
    body: dict[str, Any] = {"observables": [{"id": key, "state": state} for state, key in pairs]}
    if drawn.vehicle is not None:
        body["vehicle"] = {"powertrain": drawn.vehicle.powertrain, "vehicle_type": "car"}
    return body
