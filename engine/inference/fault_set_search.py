"""Search for the fault sets that explain the findings best, with their exact joint probability.

All sets when there are few causes; otherwise a beam: the best sets of each size are extended by
every cause (each "best addition" and all others), up to a size limit. Every set that was looked at
is returned, so the probability that was not looked at can be bounded.
"""

from dataclasses import dataclass

import numpy as np

from engine.inference.noisy_or import NoisyOrModel
from engine.inference.posterior import Floats

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True)
class SearchLimits:
    """How far the search for sets goes.

    Attributes:
        exact_findings: present findings up to which marginals and evidence are exact.
        exhaustive: explaining causes up to which all their sets are looked at.
        beam: beyond, how many sets of a size are extended.
        max_size: beyond, most causes in a set.
        shown: sets in the answer.
    """

    exact_findings: int = 12
    exhaustive: int = 9
    beam: int = 24
    max_size: int = 6
    shown: int = 10


def search_fault_sets(model: NoisyOrModel, limits: SearchLimits) -> tuple[Bools, Floats]:
    """Return sets of causes, shape (n, x), without repetition, and their log joint, shape (n,).

    Args:
        model: causes that may explain something, and all findings.
        limits: of the search.

    The empty set comes first; its log joint is that of the leaks alone.
    """
    size = len(model.log_spared)
    if size <= limits.exhaustive:
        sets = all_sets(size)
        return sets, model.log_joint(sets)
    parents: Bools = np.zeros((1, size), dtype=bool)
    found, values = [parents], [model.log_joint(parents)]
    for _ in range(min(limits.max_size, size)):
        children = _extended(parents)
        joint = model.log_joint(children)
        found.append(children)
        values.append(joint)
        parents = children[np.argsort(-joint, kind="stable")[: limits.beam]]
    return np.concatenate(found), np.concatenate(values)


def all_sets(size: int) -> Bools:
    """Return every set of so many causes, shape (2^size, size); the empty one first."""
    states = np.arange(1 << size)
    return np.asarray((states[:, None] >> np.arange(size)) & 1, dtype=bool)


def _extended(parents: Bools) -> Bools:
    """Return every set that is one of these and one more cause, each once."""
    size = parents.shape[1]
    at, added = np.nonzero(~parents)
    children = parents[at]
    children[np.arange(len(added)), added] = True
    packed = np.packbits(children, axis=1)
    keys = np.ascontiguousarray(packed).view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first = np.unique(keys, return_index=True)
    return np.asarray(children[np.sort(first)].reshape(-1, size))
