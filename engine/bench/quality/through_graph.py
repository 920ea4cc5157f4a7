"""The production path on a benchmark graph, held against the array path.

Every case goes through `engine.diagnose.diagnose`: one query, one record, the same inference as
any request. What it says must be what the arrays say, to 1e-9.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.bench.quality.results import QualityRow, Target, mean_row, share_row
from engine.bench.share import Share
from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import ReportedFinding
from engine.inference.answer_noise import noisy_rates
from engine.inference.information_gain import information_gain
from engine.inference.network import Network
from engine.inference.posterior import Floats, posterior
from engine.next_questions import WRONG_ANSWER
from engine.reading import Reader
from engine.verdict import Verdict
from graph.session import Graph
from graph.vocabulary import EvidenceState

#: What the rows of this bench stand for.
GOAL = "graph"
#: Largest difference between the two paths, in probability and in bits.
TOLERANCE = 1e-9
#: An interview that has not stopped by then is ended.
MOST_QUESTIONS = 30
_ALL_FAULTS = 50
_STATES = {True: EvidenceState.PRESENT, False: EvidenceState.ABSENT}


@dataclass(frozen=True)
class GraphBench:
    """A benchmark graph, and the arrays that it was written from.

    Attributes:
        graph: holds the network and nothing else.
        reader: of the same graph.
        network: at most 50 faults, so that all are candidates and all are shown.
        fault_id: the graph's id of a fault's name.
        observable_id: the graph's id of an observable's name.
    """

    graph: Graph
    reader: Reader
    network: Network
    fault_id: Callable[[str], str]
    observable_id: Callable[[str], str]


@dataclass(frozen=True)
class GraphCases:
    """Cases with a known ending.

    Attributes:
        true: shape (n,), row of the fault.
        first: shape (n,), column of what the case came with.
        present: shape (n, o).
    """

    true: NDArray[np.int_]
    first: NDArray[np.int_]
    present: NDArray[np.bool_]


def measure_through_graph(bench: GraphBench, cases: GraphCases) -> list[QualityRow]:
    """Return how far the two paths differ, and what an interview through the graph reaches."""
    full = [_full_difference(bench, cases, at) for at in range(len(cases.true))]
    asked = [_interview(bench, cases, at) for at in range(len(cases.true))]
    worst, gain = max(item[0] for item in full), max(item.gain_error for item in asked)
    n, limit = len(cases.true), Target(high=TOLERANCE)
    right = Share(sum(item[1] for item in full), n)
    found = Share(sum(item.is_right for item in asked), n)
    posterior_error = max(item.posterior_error for item in asked)
    return [
        QualityRow(
            GOAL,
            "largest difference of a probability, full evidence",
            worst,
            "probability",
            None,
            n,
            limit,
        ),
        QualityRow(
            GOAL, "the same at every question", posterior_error, "probability", None, n, limit
        ),
        QualityRow(GOAL, "largest difference of an information gain", gain, "bits", None, n, limit),
        share_row(GOAL, "top-1 through Neo4j, full evidence", right),
        share_row(GOAL, "top-1 at stop, production's own questions through Neo4j", found),
        mean_row(GOAL, "mean questions, the same", [item.questions for item in asked], "questions"),
    ]


@dataclass(frozen=True)
class _Interviewed:
    is_right: bool
    questions: int
    posterior_error: float
    gain_error: float


def _full_difference(bench: GraphBench, cases: GraphCases, at: int) -> tuple[float, bool]:
    states = dict(enumerate(cases.present[at].tolist()))
    verdict = _diagnose(bench, states)
    first = bench.fault_id(bench.network.fault_ids[cases.true[at]])
    return _difference(bench, verdict, states), verdict.diagnoses[0].fault_id == first


def _interview(bench: GraphBench, cases: GraphCases, at: int) -> _Interviewed:
    """Play one case: production asks, the record answers, until production stops."""
    column_of = {bench.observable_id(key): c for c, key in enumerate(bench.network.observable_ids)}
    states = {int(cases.first[at]): True}
    errors, gains = [0.0], [0.0]
    while True:
        verdict = _diagnose(bench, states)
        errors.append(_difference(bench, verdict, states))
        gains.append(_gain_difference(bench, verdict, states, column_of))
        done = verdict.stop.should_stop and verdict.stop.reason != "contradiction"
        if done or not verdict.next_questions or len(states) > MOST_QUESTIONS:
            break
        asked = column_of[verdict.next_questions[0].observable_id]
        states[asked] = bool(cases.present[at, asked])
    first = bench.fault_id(bench.network.fault_ids[cases.true[at]])
    right = verdict.diagnoses[0].fault_id == first
    return _Interviewed(right, len(states) - 1, max(errors), max(gains))


def _diagnose(bench: GraphBench, states: dict[int, bool]) -> Verdict:
    names = bench.network.observable_ids
    findings = tuple(
        ReportedFinding(id=bench.observable_id(names[column]), state=_STATES[present])
        for column, present in states.items()
    )
    return diagnose(bench.graph, bench.reader, DiagnosisRequest(findings, limit=_ALL_FAULTS))


def _by_arrays(bench: GraphBench, states: dict[int, bool]) -> Floats:
    """Return the posterior of faults, untouched and unlisted by the array path."""
    evidence = bench.network.evidence(list(states), list(states.values()))
    found = posterior(bench.network.prior, evidence)
    return np.concatenate([found.faults, [found.untouched, found.unlisted]])


def _difference(bench: GraphBench, verdict: Verdict, states: dict[int, bool]) -> float:
    expected = _by_arrays(bench, states)
    said = {item.fault_id: item.probability for item in verdict.diagnoses}
    found = [said[bench.fault_id(key)] for key in bench.network.fault_ids]
    differences = np.abs(np.asarray(found) - expected[:-2])
    return float(max(differences.max(), abs(verdict.unlisted_probability - expected[-1])))


def _gain_difference(
    bench: GraphBench, verdict: Verdict, states: dict[int, bool], column_of: dict[str, int]
) -> float:
    if not verdict.next_questions:
        return 0.0
    columns = [column_of[item.observable_id] for item in verdict.next_questions]
    rates = noisy_rates(bench.network.hypothesis_rates[:, columns], WRONG_ANSWER)
    expected = information_gain(_by_arrays(bench, states), rates)
    found = [item.information_gain_bits for item in verdict.next_questions]
    return float(np.abs(np.asarray(found) - expected).max())


def sampled(cases: GraphCases, count: int, seed: int) -> GraphCases:
    """Return so many cases, drawn without replacement; all when there are no more."""
    order = np.random.default_rng(seed).permutation(len(cases.true))[:count]
    chosen = np.sort(order)
    return replace(
        cases, true=cases.true[chosen], first=cases.first[chosen], present=cases.present[chosen]
    )


def check_agreement(rows: Sequence[QualityRow]) -> bool:
    """Return whether the production path agrees with the arrays."""
    return all(row.figure <= TOLERANCE for row in rows if row.target is not None)
