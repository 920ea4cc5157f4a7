"""The mechanics' cases: how many must come out right, on the half that may be looked at.

The held-back half is only counted (``faultgraph bench cases``), never used to change anything.
"""

from pathlib import Path

from engine.bench.cases import load_cases, rank_of, run_case
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph

CASES = Path(__file__).parents[1] / "cases"


def test_most_development_cases_name_the_right_fault_first_and_nearly_all_in_three(
    seeded_graph: Graph, embedder: Embedder
) -> None:
    reader = Reader(seeded_graph, embedder)
    cases = [case for case in load_cases(CASES, "dev") if "top" in case.expected]
    ranks = {
        case.path: rank_of(run_case(seeded_graph, reader, case), case.expected["top"])
        for case in cases
    }
    assert len(ranks) >= 50
    first = [path for path, rank in ranks.items() if rank == 1]
    missed = [path for path, rank in ranks.items() if rank is None or rank > 3]
    assert len(first) / len(ranks) >= 0.85, sorted(ranks.items(), key=str)
    assert len(missed) / len(ranks) <= 0.05, missed


def test_cases_that_need_more_evidence_are_not_answered_with_certainty(
    seeded_graph: Graph, embedder: Embedder
) -> None:
    reader = Reader(seeded_graph, embedder)
    for case in load_cases(CASES, "dev"):
        if "ask_more" in case.expected:
            verdict = run_case(seeded_graph, reader, case)
            assert verdict.diagnoses[0].probability < 0.8, case.path


def test_the_vehicle_of_every_case_is_recognised(seeded_graph: Graph, embedder: Embedder) -> None:
    reader = Reader(seeded_graph, embedder)
    unknown = [
        case.path
        for case in load_cases(CASES, "dev")
        if case.data.get("vehicle", {}).get("text")
        and run_case(seeded_graph, reader, case).vehicle.unrecognised
    ]
    assert unknown == []
