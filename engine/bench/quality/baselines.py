"""Rankers of the literature and of the source documents, kept so that the gain stays visible.

Each takes the weights of the edges and the findings of many cases and returns a score per fault;
only the order of the scores counts.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.bench.quality.ddxplus import Flags
from engine.inference.network import Network
from engine.inference.posterior import EPSILON, Floats


@dataclass(frozen=True)
class Baseline:
    """A ranker by name.

    Attributes:
        name: shown in the report.
        scores: from the network and findings of shape (n, o) to scores of shape (n, f).
        is_broken: made wrong on purpose; the bench must show it.
    """

    name: str
    scores: Callable[[Network, Flags], Floats]
    is_broken: bool = False


def additive(network: Network, present: Flags) -> Floats:
    """Sum the weights of the edges from present findings, as both source documents do."""
    return np.asarray(present @ (network.rates * network.related).T)


def tf_idf_cosine(network: Network, present: Flags) -> Floats:
    """Cosine of the findings and each fault's edges, both weighted by log(f / faults with it)."""
    with_it = np.maximum(network.related.sum(axis=0), 1)
    idf = np.log(len(network.fault_ids) / with_it)
    faults = network.rates * network.related * idf
    length = np.maximum(np.linalg.norm(faults, axis=1), EPSILON)
    return np.asarray((present * idf) @ (faults / length[:, None]).T)


def personalised_pagerank(restart: float) -> Callable[[Network, Flags], Floats]:
    """Return the ranker r = c s + (1 - c) W^T r, walks restarting evenly at present findings.

    Args:
        restart: c in (0, 1].
    """

    def scores(network: Network, present: Flags) -> Floats:
        weights = network.rates * network.related
        faults, observables = weights.shape
        graph = np.zeros((faults + observables, faults + observables))
        graph[:faults, faults:], graph[faults:, :faults] = weights, weights.T
        steps = graph / np.maximum(graph.sum(axis=1, keepdims=True), EPSILON)
        start = np.zeros((len(present), faults + observables))
        start[:, faults:] = present / np.maximum(present.sum(axis=1, keepdims=True), 1)
        walk = np.eye(faults + observables) - (1.0 - restart) * steps.T
        return np.asarray(np.linalg.solve(walk, restart * start.T)[:faults].T)

    return scores


def absent_as_present(network: Network, present: Flags) -> Floats:
    """Be wrong on purpose: findings that are absent speak for a fault as if they were present."""
    return additive(network, ~present)


BASELINES = (
    Baseline("additive edge weights", additive),
    Baseline("tf-idf cosine", tf_idf_cosine),
    Baseline("personalised PageRank, restart .5", personalised_pagerank(0.5)),
    Baseline("personalised PageRank, restart .15", personalised_pagerank(0.15)),
    Baseline("broken on purpose: absent counted as present", absent_as_present, is_broken=True),
)
