"""The quality bench on generated data: the production path agrees with the arrays to 1e-9."""

from pathlib import Path

import numpy as np
import pytest

from api.benchmark_graph import fault_id, load_benchmark, observable_id
from api.connection import open_reader
from api.quality_bench import QualityOrder, through_neo4j_rows, two_fault_rows
from engine.bench.quality.ddxplus import load_ddxplus
from engine.bench.quality.ddxplus_networks import structure_network
from engine.bench.quality.graph_network import read_network
from engine.bench.quality.through_graph import (
    GraphBench,
    GraphCases,
    check_agreement,
    measure_through_graph,
)
from graph.embedder import Embedder
from graph.session import Graph
from tests.builders.ddxplus import write_ddxplus


def test_the_production_path_agrees_with_the_arrays_on_generated_patients(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    folder = write_ddxplus(tmp_path)
    rows = through_neo4j_rows(graph, embedder, QualityOrder(through_neo4j=5), folder)
    assert check_agreement(rows)
    assert [row.figure <= 1e-9 for row in rows if row.target] == [True] * 3


def test_a_graph_that_is_not_the_network_is_noticed(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    data = load_ddxplus(write_ddxplus(tmp_path))
    network = structure_network(data.structure)
    load_benchmark(graph, network, embedder)
    other = structure_network(data.structure)
    other.rates[0] = np.clip(other.rates[0] + 0.01, 0, 1)
    bench = GraphBench(graph, open_reader(graph, embedder), other, fault_id, observable_id)
    chosen = data.patients.rows(np.arange(3))
    rows = measure_through_graph(bench, GraphCases(chosen.true, chosen.first, chosen.present))
    assert not check_agreement(rows)


def test_two_faults_are_simulated_from_the_graph_that_answers(seeded_graph: Graph) -> None:
    rows = two_fault_rows(read_network(seeded_graph), QualityOrder(two_faults=30, seed=3))
    figures = {row.what: row.figure for row in rows}
    full = figures["two faults, full evidence: both in the top 3"]
    single = figures["two faults, full evidence, single-fault posterior: both in the top 3"]
    assert full >= single
    assert all(row.n == 30 for row in rows)


@pytest.mark.parametrize("seed", [1])
def test_the_same_seed_gives_the_same_figures(seeded_graph: Graph, seed: int) -> None:
    order = QualityOrder(two_faults=10, seed=seed)
    found = read_network(seeded_graph)
    assert two_fault_rows(found, order) == two_fault_rows(found, order)
