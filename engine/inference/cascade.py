"""Faults that bring about other faults: the prior of a set when causes cascade.

A fault j arises by itself with pi_j, or is brought about by each present fault i that causes it,
each independently with c_ij = P(effect j | cause i) (requirements section 9, weight of CAUSES):

    P(j | F without j) = 1 - (1 - pi_j) prod_{i in F} (1 - c_ij)

The CAUSES relationships must not form a cycle for this to be a distribution over sets.
"""

from collections.abc import Iterator

import numpy as np

from engine.inference.posterior import Floats

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


#: Log of a probability of 0 that may be multiplied by 0.
_IMPOSSIBLE = -1e6


def log_set_prior(sets: Bools, log_spared: Floats, log_escape: Floats) -> Floats:
    """Return log P(exactly these causes are present), shape (n,), for sets of shape (n, x).

    Args:
        sets: True where a cause is in the set.
        log_spared: shape (x,), log(1 - pi_i).
        log_escape: shape (x, x), log(1 - c_ij), 0 without a relationship.
    """
    effects = log_escape.any(axis=0)
    alone = np.maximum(_log_of_complement(log_spared), _IMPOSSIBLE)
    odds = np.where(effects, 0.0, alone - log_spared)
    log_prior = log_spared[~effects].sum() + sets.astype(np.float64) @ odds
    if effects.any():
        caused = sets[:, effects]
        log_absent = log_spared[effects] + sets.astype(np.float64) @ log_escape[:, effects]
        log_prior += np.where(caused, _log_of_complement(log_absent), log_absent).sum(axis=1)
    return np.asarray(log_prior)


def acyclic(causes: Floats) -> Floats:
    """Return the weights c_ij with each cycle cut at its weakest relationship.

    Knowledge with a cycle of causes is refused when it is checked; this keeps an answer possible
    when one got in. Nothing changes without a cycle. A fault does not cause itself.
    """
    kept = np.array(causes, dtype=np.float64)
    np.fill_diagonal(kept, 0.0)
    while True:
        on_cycle = (kept > 0.0) & reachable(kept > 0.0).T
        if not on_cycle.any():
            return kept
        kept[np.unravel_index(np.where(on_cycle, kept, np.inf).argmin(), kept.shape)] = 0.0


def reachable(edges: Bools) -> Bools:
    """Return shape (x, x), True where a path of one or more edges leads from i to j."""
    paths = edges
    while True:
        steps = paths.astype(np.float32)
        longer = paths | (steps @ steps > 0.0)
        if np.array_equal(longer, paths):
            return paths
        paths = longer


def clusters(edges: Bools) -> Iterator[tuple[int, ...]]:
    """Yield the groups of causes that CAUSES relationships connect, single causes included."""
    linked = np.flatnonzero(edges.any(axis=0) | edges.any(axis=1))
    both_ways = edges[np.ix_(linked, linked)]
    together = reachable(both_ways | both_ways.T) | np.eye(len(linked), dtype=bool)
    groups = {tuple(int(linked[at]) for at in np.flatnonzero(row)) for row in together}
    singles = {(int(at),) for at in np.setdiff1d(np.arange(len(edges)), linked)}
    yield from sorted(groups | singles)


def _log_of_complement(log_probability: Floats) -> Floats:
    """Return log(1 - exp(a)); -inf for a cause that cannot arise."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(-np.expm1(log_probability)))
