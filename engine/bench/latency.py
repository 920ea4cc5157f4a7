"""Latency of one diagnosis beside an empty query, interleaved in one run.

Absolute times of a shared machine mean little; the ratio to ``RETURN true`` through the same kind
of session does (spec QE1). Medians with bootstrap intervals.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cypher.library import query
from cypher.rows.admin import CheckAliveRow
from cypher.rows.diagnosis import TraceEvidenceRow
from cypher.rows.node import ListObservableIdsRow
from engine.conclusion import conclude
from engine.diagnose import CANDIDATES, DiagnosisRequest, diagnose, read_turn
from engine.evidence import ReportedFinding
from engine.ranking import rank_faults
from engine.reading import Reader
from engine.turn import Turn
from graph.errors import NotReadyError
from graph.session import Graph
from graph.vocabulary import EvidenceState

CHECK_ALIVE = query("admin/check_alive", CheckAliveRow)
TRACE_EVIDENCE = query("diagnosis/trace_evidence", TraceEvidenceRow)
LIST_OBSERVABLE_IDS = query("node/list_observable_ids", ListObservableIdsRow)
#: Findings of one draw, as the goal QE1 sets them.
PRESENT, ABSENT = 8, 4
_BOOTSTRAPS = 1000


@dataclass(frozen=True)
class LatencyRow:
    """One measured thing.

    Attributes:
        ratio: median over the median of the empty query, same run.
        interval: 95 % bootstrap interval of the ratio.
    """

    name: str
    runs: int
    median_ms: float
    p95_ms: float
    ratio: float
    interval: tuple[float, float]


def measure(
    graph: Graph, reader: Reader, *, runs: int, warm_up: int, seed: int
) -> list[LatencyRow]:
    """Time the empty query, the evidence read and a whole diagnosis in turn.

    Args:
        graph: seeded graph.
        reader: for the whole diagnosis; findings are ids, so no text is searched.
        runs: counted turns.
        warm_up: turns before, not counted: the JVM compiles what runs often.
        seed: of the random findings.

    Raises:
        NotReadyError: the graph holds too few observables to draw from.
    """
    ids = graph.read(LIST_OBSERVABLE_IDS)[0].ids
    if len(ids) < PRESENT + ABSENT:
        raise NotReadyError("the graph holds too few observables", fix="run `faultgraph seed`")
    rng = np.random.default_rng(seed)
    times: dict[str, list[float]] = {}
    for turn in range(warm_up + runs):
        drawn = [str(item) for item in rng.choice(ids, PRESENT + ABSENT, replace=False)]
        jobs = _jobs(graph, reader, drawn)
        for at in rng.permutation(len(jobs)):
            name, job = jobs[at]
            started = time.perf_counter()
            job()
            if turn >= warm_up:
                times.setdefault(name, []).append((time.perf_counter() - started) * 1000)
    return _rows(times, rng)


def _jobs(graph: Graph, reader: Reader, drawn: list[str]) -> list[tuple[str, Callable[[], object]]]:
    states = [EvidenceState.PRESENT] * PRESENT + [EvidenceState.ABSENT] * ABSENT
    findings = tuple(
        ReportedFinding(state=state, id=item) for state, item in zip(states, drawn, strict=True)
    )
    request = DiagnosisRequest(findings)
    turn, _ = read_turn(graph, reader, request)
    return [
        (
            "ranking with reasons and intervals, numpy",
            lambda: rank_faults(_again(turn), request.limit),
        ),
        (
            "the same with questions, plan, several faults and safety, numpy",
            lambda: conclude(_again(turn), request.limit, request.budget, request.rules),
        ),
        ("RETURN true", lambda: graph.read(CHECK_ALIVE)),
        (
            TRACE_EVIDENCE.name,
            lambda: graph.read(
                TRACE_EVIDENCE,
                findings=[[item] for item in drawn],
                states=[state.value for state in states],
                powertrains=[],
                vehicle_types=[],
                vehicle_ids=[],
                mileage_is_known=False,
                limit=10,
                candidates=CANDIDATES,
            ),
        ),
        ("whole diagnosis", lambda: diagnose(graph, reader, request)),
    ]


def _again(turn: Turn) -> Turn:
    """Return a turn that has inferred nothing yet."""
    return replace(turn)


def _rows(times: dict[str, list[float]], rng: np.random.Generator) -> list[LatencyRow]:
    floor = np.asarray(times["RETURN true"])
    return [
        LatencyRow(
            name=name,
            runs=len(values),
            median_ms=float(np.median(values)),
            p95_ms=float(np.percentile(values, 95)),
            ratio=float(np.median(values) / np.median(floor)),
            interval=_interval(np.asarray(values), floor, rng),
        )
        for name, values in sorted(times.items())
    ]


def _interval(
    values: NDArray[np.float64], floor: NDArray[np.float64], rng: np.random.Generator
) -> tuple[float, float]:
    """Resample turns in pairs: a slow moment of the machine hits both."""
    picks = rng.integers(0, len(values), (_BOOTSTRAPS, len(values)))
    ratios = np.median(values[picks], axis=1) / np.median(floor[picks], axis=1)
    low, high = np.percentile(ratios, [2.5, 97.5])
    return float(low), float(high)
