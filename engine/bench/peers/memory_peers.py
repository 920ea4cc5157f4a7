"""Peers in this process: sorted numpy arrays, the practical limit, and NetworkX."""

import importlib
from collections.abc import Sequence
from heapq import nsmallest
from typing import Any

import numpy as np

from engine.bench.peers.task import CANDIDATES, Answer, best
from engine.bench.speed.synthetic import Synthetic
from graph.errors import NotReadyError


class ResidentArrays:
    """The relationships twice, sorted by observable and by fault."""

    name = "resident numpy arrays"

    def __init__(self, drawn: Synthetic) -> None:
        """Sort both ways."""
        self._faults = drawn.size.faults
        self._starts = np.searchsorted(drawn.observable, np.arange(drawn.size.observables + 1))
        self._fault = drawn.fault
        self._gain = np.log(drawn.weight) - np.log(drawn.leak)[drawn.observable]
        by_fault = np.argsort(drawn.fault, kind="stable")
        self._fault_starts = np.searchsorted(drawn.fault[by_fault], np.arange(self._faults + 1))
        self._observable, self._weight = drawn.observable[by_fault], drawn.weight[by_fault]

    def answer(self, columns: Sequence[int]) -> Answer:
        """Do the task by slices."""
        slices = [slice(self._starts[at], self._starts[at + 1]) for at in columns]
        touched = np.concatenate([self._fault[part] for part in slices])
        gains = np.concatenate([self._gain[part] for part in slices])
        rows, position = np.unique(touched, return_inverse=True)
        score = np.bincount(position, gains)
        kept = np.argsort(-score, kind="stable")[:CANDIDATES]
        edges = [self._edges_of(int(row)) for row in rows[kept]]
        scored = zip(rows[kept].tolist(), score[kept].tolist(), strict=True)
        return Answer(best(scored), sum(len(observables) for observables, _ in edges))

    def empty(self) -> None:
        """Nothing is called."""

    def _edges_of(self, row: int) -> tuple[Any, Any]:
        part = slice(self._fault_starts[row], self._fault_starts[row + 1])
        return self._observable[part], self._weight[part]


class InNetworkx:
    """A NetworkX digraph from observables to faults, walked in plain Python."""

    name = "NetworkX"

    def __init__(self, drawn: Synthetic) -> None:
        """Build the graph; observables are negative numbers, faults the others.

        Raises:
            NotReadyError: NetworkX is not installed.
        """
        self._graph = _networkx().DiGraph()
        gains = np.log(drawn.weight) - np.log(drawn.leak)[drawn.observable]
        ends = zip(drawn.observable.tolist(), drawn.fault.tolist(), strict=True)
        for (column, row), weight, gain in zip(
            ends, drawn.weight.tolist(), gains.tolist(), strict=True
        ):
            self._graph.add_edge(-1 - column, row, weight=weight, gain=gain)

    def answer(self, columns: Sequence[int]) -> Answer:
        """Do the task by dictionaries of neighbours."""
        scores: dict[int, float] = {}
        for column in columns:
            for row, edge in self._graph.adj[-1 - column].items():
                scores[row] = scores.get(row, 0.0) + edge["gain"]
        kept = nsmallest(CANDIDATES, scores.items(), key=lambda item: (-item[1], item[0]))
        edges = [
            [(column, edge["weight"]) for column, edge in self._graph.pred[row].items()]
            for row, _ in kept
        ]
        return Answer(best(kept), sum(map(len, edges)))

    def empty(self) -> None:
        """Nothing is called."""


def _networkx() -> Any:
    try:
        return importlib.import_module("networkx")
    except ImportError as error:
        raise NotReadyError("NetworkX is not installed", fix="pip install networkx") from error
