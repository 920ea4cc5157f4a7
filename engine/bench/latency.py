"""What one diagnosis is made of, each part timed beside an empty query (goals QE1 and QE3)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cypher.library import query
from cypher.rows import bench
from cypher.rows.admin import CheckAliveRow
from cypher.rows.node import ListObservableIdsRow
from engine.bench.speed import synthetic
from engine.bench.speed.synthetic import Synthetic
from engine.bench.speed.timing import (
    FLOOR,
    Goals,
    Job,
    LatencyRow,
    Times,
    interleave,
    latency_rows,
)
from engine.clock import time_of_write
from engine.conclusion import conclude
from engine.diagnose import (
    CANDIDATES,
    TRACE_DISPLAY,
    TRACE_EVIDENCE,
    DiagnosisRequest,
    diagnose,
    display_parameters,
)
from engine.diagnose import read_turn as read_one
from engine.evidence import ReportedFinding
from engine.ranking import rank_faults
from engine.reading import Reader
from engine.text.alias_index import GraphAliasIndex
from engine.text.matching import VectorSearch
from engine.turn import Turn
from engine.vehicle import VehicleDescription
from graph.errors import NotReadyError
from graph.session import Graph
from graph.vocabulary import EvidenceState

CHECK_ALIVE = query("admin/check_alive", CheckAliveRow)
LIST_OBSERVABLE_IDS = query("node/list_observable_ids", ListObservableIdsRow)
LIST_EDGES = query("bench/list_edges", bench.ListEdgesRow)
MERGE_MARK = query("bench/merge_mark", bench.MergeMarkRow)
DELETE_MARKS = query("bench/delete_marks", bench.DeleteMarksRow)
#: Findings of one draw, as the goal QE1 sets them.
PRESENT, ABSENT = 8, 4
EVIDENCE = "evidence read"
DISPLAY = "display read"
WRITE = "single-node write"
VECTOR = "vector search"
SLOW = "evidence, a row an edge (slow on purpose)"
RANKING = "ranking with reasons and intervals, numpy"
CONCLUSION = "the same with questions, plan, several faults and safety, numpy"
DIAGNOSIS = "whole diagnosis, in process"
_MARK = "case_bench"
ON_TOP = "questions, explanation and plan on top of the ranking"


@dataclass(frozen=True)
class Drawn:
    """The findings and the vehicle of one turn.

    Attributes:
        ids: of the observables: those present, then those absent.
        vehicle: as a request states it.
        scope: parameters of the evidence read that the vehicle decides.
    """

    ids: tuple[str, ...]
    vehicle: VehicleDescription | None = None
    scope: dict[str, Any] = field(default_factory=dict)

    @property
    def states(self) -> list[EvidenceState]:
        """State of each finding."""
        return [EvidenceState.PRESENT] * PRESENT + [EvidenceState.ABSENT] * ABSENT

    @property
    def request(self) -> DiagnosisRequest:
        """The same as a request."""
        pairs = zip(self.states, self.ids, strict=True)
        found = tuple(ReportedFinding(state=state, id=key) for state, key in pairs)
        return DiagnosisRequest(found, vehicle=self.vehicle)


Draw = Callable[[np.random.Generator], Drawn]
#: Unit vectors, one a row.
Vectors = NDArray[np.float32]


def uniform_draw(graph: Graph) -> Draw:
    """Return draws of any observables of a graph, each as likely.

    Raises:
        NotReadyError: the graph holds too few.
    """
    ids = graph.read(LIST_OBSERVABLE_IDS)[0].ids
    if len(ids) < PRESENT + ABSENT:
        raise NotReadyError("the graph holds too few observables", fix="run `faultgraph seed`")
    return lambda rng: Drawn(
        tuple(str(item) for item in rng.choice(ids, PRESENT + ABSENT, replace=False))
    )


def synthetic_draw(drawn: Synthetic) -> Draw:
    """Return draws of one fault's findings on a diesel car of a random model."""

    def draw(rng: np.random.Generator) -> Drawn:
        columns = synthetic.draw_findings(drawn, rng, PRESENT, ABSENT)
        model = synthetic.model_id(int(rng.integers(drawn.models)))
        return Drawn(
            tuple(synthetic.observable_id(column) for column in columns),
            VehicleDescription(powertrain="diesel", vehicle_type="car"),
            {"powertrains": ["diesel"], "vehicle_types": ["car"], "vehicle_ids": [model]},
        )

    return draw


def measure(  # noqa: PLR0913 - what is measured, on what, how often
    graph: Graph,
    reader: Reader,
    vectors: Vectors,
    *,
    runs: int,
    warm_up: int,
    seed: int,
    draw: Draw | None = None,
    goals: Goals | None = None,
) -> list[LatencyRow]:
    """Time the parts of a diagnosis and the whole of it in turn.

    Args:
        graph: seeded or synthetic.
        reader: for the whole diagnosis; findings are ids, so no text is searched.
        vectors: what is searched for.
        runs: counted turns.
        warm_up: turns before, not counted.
        seed: of the draws.
        draw: of one turn's findings; of any observables unless given.
        goals: see ``latency_rows``.

    Raises:
        NotReadyError: the graph holds too few observables to draw from.
    """
    wanted = draw or uniform_draw(graph)
    try:
        times = interleave(
            lambda rng: jobs(graph, reader, vectors[rng.integers(len(vectors))], wanted(rng)),
            runs=runs,
            warm_up=warm_up,
            seed=seed,
        )
    finally:
        remove_mark(graph)
    return latency_rows(with_difference(times), seed, goals)


def jobs(graph: Graph, reader: Reader, vector: Vectors, drawn: Drawn) -> dict[str, Job]:
    """Return the jobs of one turn by name."""
    request = drawn.request
    turn, _ = read_one(graph, reader, request)
    found = conclude(turn, request.limit, request.budget, request.rules)
    shown = display_parameters(turn, found)
    search = VectorSearch(vectors=vector[np.newaxis])
    index = GraphAliasIndex(graph)
    now = time_of_write()
    return {
        FLOOR: lambda: graph.read(CHECK_ALIVE),
        EVIDENCE: lambda: graph.read(TRACE_EVIDENCE, **evidence_parameters(drawn)),
        SLOW: lambda: graph.read(LIST_EDGES, ids=list(drawn.ids)),
        DISPLAY: lambda: graph.read(TRACE_DISPLAY, **shown),
        WRITE: lambda: graph.write(MERGE_MARK, id=_MARK, now=now),
        VECTOR: lambda: index.find_similar([search], None, 10),
        RANKING: lambda: rank_faults(_again(turn), request.limit),
        CONCLUSION: lambda: conclude(_again(turn), request.limit, request.budget, request.rules),
        DIAGNOSIS: lambda: diagnose(graph, reader, request),
    }


def evidence_parameters(drawn: Drawn) -> dict[str, Any]:
    """Return the parameters of the evidence read of one turn."""
    return {
        "findings": [[item] for item in drawn.ids],
        "states": [state.value for state in drawn.states],
        "powertrains": [],
        "vehicle_types": [],
        "vehicle_ids": [],
        "mileage_is_known": False,
        "limit": 10,
        "candidates": CANDIDATES,
        **drawn.scope,
    }


def _again(turn: Turn) -> Turn:
    """Return a turn that has inferred nothing yet."""
    return replace(turn)


def remove_mark(graph: Graph) -> None:
    """Delete what the timed write wrote."""
    graph.write(DELETE_MARKS, ids=[_MARK])


def with_difference(times: Times) -> Times:
    """Add what questions, plan and the rest take on top of the ranking, turn by turn (QE3)."""
    pairs = zip(times[CONCLUSION], times[RANKING], strict=True)
    return {**times, ON_TOP: [whole - ranking for whole, ranking in pairs]}
