"""One run of ``bench quality``: which goals are measured depends on what is given."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.benchmark_graph import fault_id, load_benchmark, observable_id
from api.connection import connect, open_reader
from engine.bench.cases import run_case
from engine.bench.knowledge.knowledge_rows import measure_knowledge
from engine.bench.knowledge.told_cases import load_told_cases
from engine.bench.quality.calibration_rows import honesty_rows, reliability_panels
from engine.bench.quality.ddxplus import load_ddxplus
from engine.bench.quality.ddxplus_networks import counted_network
from engine.bench.quality.ddxplus_report import LEARNED, measure_ddxplus
from engine.bench.quality.graph_network import GraphNetwork, read_network
from engine.bench.quality.learned_weights import measure_learned_weights
from engine.bench.quality.oracle import measure_oracle
from engine.bench.quality.reliability_diagram import draw_reliability
from engine.bench.quality.repair_bench import measure_repair_plan
from engine.bench.quality.repair_optimum import measure_against_optimum
from engine.bench.quality.results import QualityRow
from engine.bench.quality.through_graph import (
    GraphBench,
    GraphCases,
    measure_through_graph,
    sampled,
)
from engine.bench.quality.two_faults import measure_two_faults
from engine.bench.text import measure as measure_texts
from engine.text.alias_index import GraphAliasIndex
from graph.embedder import Embedder
from graph.local import instance as instances
from graph.local import server
from graph.session import Graph, open_graph
from graph.settings import Settings

#: Told which part begins.
Progress = Callable[[str], None]


@dataclass(frozen=True)
class QualityOrder:
    """What to measure.

    Attributes:
        ddxplus: folder of the data set: QA1 to QA7, QB1, QB3, QB4, QD1.
        patients: file of patients; the folder's development half when None.
        bayes_networks: folder of ``.bif`` files: QO1 beside the random networks.
        repair_model: cost model: QC1 and QC2.
        through_neo4j: so many patients also go through a second Neo4j and the production path.
        cases: simulated two-fault vehicles (QA8), cars (QC1); small models (QC2) are fewer.
        sample: so many patients only; for a quick look.
        seed: of everything drawn.
        knowledge: folder of told cases: QK1 to QK8, on the graph as it is; without a data set
            nothing else is measured.
    """

    ddxplus: Path | None = None
    patients: Path | None = None
    bayes_networks: Path | None = None
    repair_model: Path | None = None
    through_neo4j: int = 0
    two_faults: int = 500
    cars: int = 1000
    models: int = 200
    sample: int | None = None
    seed: int = 1
    picture: Path | None = None
    knowledge: Path | None = None


@dataclass
class QualityResult:
    """What was measured: rows, per-class figures, and what they rest on."""

    rows: list[QualityRow] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)


def run_quality(
    order: QualityOrder, settings: Settings, embedder: Embedder, progress: Progress
) -> QualityResult:
    """Measure everything that the order asks for.

    Raises:
        InvalidInputError: a file is not as it should be.
        LocalServerError: the second server does not start.
        NotReadyError: a library of the extra ``bench`` is missing, or the graph is empty.
    """
    result = QualityResult()
    if order.knowledge is not None:
        progress("told cases")
        _knowledge(order.knowledge, settings, embedder, result)
        if order.ddxplus is None and order.bayes_networks is None:
            return result
    network = _graph_network(order, settings)  # early: a missing database shows before the work
    if order.ddxplus is not None:
        progress("DDXPlus")
        _ddxplus(order, order.ddxplus, result)
        if order.through_neo4j:
            progress("DDXPlus through Neo4j")
            _through_neo4j(order, order.ddxplus, settings, embedder, result)
    progress("oracles")
    result.rows += measure_oracle(order.bayes_networks, seed=order.seed)
    result.rows += measure_learned_weights(seed=order.seed)
    if order.repair_model is not None:
        progress("repair plans")
        result.rows += measure_repair_plan(order.repair_model, cars=order.cars, seed=order.seed)
        result.rows += measure_against_optimum(models=order.models, seed=order.seed)
        result.files.append(order.repair_model)
    if network is not None:
        progress("two faults from the graph")
        result.rows += two_fault_rows(network, order)
    return result


def _knowledge(folder: Path, settings: Settings, embedder: Embedder, result: QualityResult) -> None:
    cases = load_told_cases(folder)
    with connect(settings) as graph:
        reader = open_reader(graph, embedder)
        index = GraphAliasIndex(graph)
        found = measure_knowledge(
            cases,
            lambda case: run_case(graph, reader, case),
            lambda chosen: measure_texts([case.as_text_case() for case in chosen], index, embedder),
        )
    result.rows += found.rows
    result.details["knowledge"] = {"confusions": found.confusions, "missed": found.missed}
    result.files += sorted(folder.rglob("*.yaml"))


def two_fault_rows(found: GraphNetwork, order: QualityOrder) -> list[QualityRow]:
    """Return QA8, simulated from the knowledge of a graph."""
    return measure_two_faults(
        found.network, found.causes, found.groups, n=order.two_faults, seed=order.seed
    )


def _graph_network(order: QualityOrder, settings: Settings) -> GraphNetwork | None:
    if not order.two_faults:
        return None
    with connect(settings) as graph:
        return read_network(graph)


def through_neo4j_rows(
    graph: Graph, embedder: Embedder, order: QualityOrder, folder: Path
) -> list[QualityRow]:
    """Write the benchmark into an empty graph and send cases through the production path."""
    data = load_ddxplus(folder, order.patients)
    network = counted_network(data.structure, data.counts)
    load_benchmark(graph, network, embedder)
    bench = GraphBench(graph, open_reader(graph, embedder), network, fault_id, observable_id)
    cases = GraphCases(data.patients.true, data.patients.first, data.patients.present)
    return measure_through_graph(bench, sampled(cases, order.through_neo4j, order.seed))


def _ddxplus(order: QualityOrder, folder: Path, result: QualityResult) -> None:
    report = measure_ddxplus(folder, order.patients, seed=order.seed, sample=order.sample)
    result.rows += report.rows
    for name, played in report.played.items():
        result.rows += honesty_rows(played, name, order.seed)
    details = report.as_json()
    result.details["ddxplus"] = {key: details[key] for key in ("recalls", "thresholds")}
    result.files += report.files
    if order.picture is not None:
        draw_reliability(reliability_panels(report.played[LEARNED]), order.picture, order.seed)


def _through_neo4j(
    order: QualityOrder,
    folder: Path,
    settings: Settings,
    embedder: Embedder,
    result: QualityResult,
) -> None:
    for graph in _second_server(settings):
        result.rows += through_neo4j_rows(graph, embedder, order, folder)


def _second_server(settings: Settings) -> Iterator[Graph]:
    """Yield an open graph on a second local server in a temporary folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="faultgraph-bench-") as folder:
        instance = instances.temporary(Path(folder), settings)
        running = server.start(settings, daemon=False, instance=instance)
        try:
            password = running.password.get_secret_value()
            with open_graph(running.bolt_uri, running.username, password) as graph:
                graph.verify()
                yield graph
        finally:
            running.stop()
