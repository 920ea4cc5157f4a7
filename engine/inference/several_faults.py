"""Several faults at once: which sets of faults explain the findings, and each fault's marginal.

The model is the noisy-OR of `engine.inference.noisy_or`, conditional on at least one cause: a
vehicle in the workshop has a problem. The unlisted cause takes part like a fault. Marginals are
probabilities of being present, so they need not sum to 1; the probabilities of the sets do, over
all sets.

A set holds the causes that can explain a present finding (or cascade with one that can). All other
causes are summed out: a worn brake pad that nobody asked about is in the marginals, not in the
explanation of a rough idle.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.inference.fault_set_bound import unseen_share
from engine.inference.fault_set_search import SearchLimits, search_fault_sets
from engine.inference.idle_causes import IdleCauses, idle_causes
from engine.inference.network import Network
from engine.inference.noisy_or import NoisyOrModel, noisy_or_model
from engine.inference.posterior import Floats, normalise
from engine.inference.quickscore import quickscore

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
#: Numbers that an exact sum may touch: causes * 2^(findings + effects that wait for their causes).
_MOST_WORK = 1 << 22
#: Findings that stay exact in the bound: with more it is hardly tighter, and slower.
_BOUND_FINDINGS = 10


@dataclass(frozen=True)
class FaultSet:
    """Exactly these causes explain the findings.

    Attributes:
        faults: indices of faults, ascending; empty when the problem lies only with faults that
            explain nothing that is present.
        unlisted: whether an unlisted cause is part of it.
        probability: in [0, 1].
    """

    faults: tuple[int, ...]
    unlisted: bool
    probability: float


@dataclass(frozen=True)
class SeveralFaults:
    """The answer when more than one fault may be present.

    Attributes:
        sets: likeliest first.
        marginals: shape (f,), P(fault present | findings, at least one cause).
        untouched: P(a fault that was not read is present | ...).
        unlisted: P(an unlisted cause is present | ...).
        mass_bound: upper bound on the summed probability of the sets that were not looked at.
        exact: marginals and set probabilities are exact. Otherwise they are those among the sets
            that were looked at, and off by at most `mass_bound`.
    """

    sets: tuple[FaultSet, ...]
    marginals: Floats
    untouched: float
    unlisted: float
    mass_bound: float
    exact: bool


def several_faults(
    network: Network,
    columns: Sequence[int],
    present: Sequence[bool],
    causes: Floats | None = None,
    limits: SearchLimits | None = None,
) -> SeveralFaults:
    """Return the likeliest fault sets and the marginals.

    Args:
        network: faults with their rates; prior masses are rates of faults at a visit.
        columns: of the observables that are known, each once, in any order.
        present: for each of them, True for present and False for absent.
        causes: shape (f, f), P(fault j | fault i) of CAUSES, 0 without one, or None.
        limits: of the search; the default fits one turn of an interview.
    """
    limits = limits or SearchLimits()
    model = noisy_or_model(network, columns, present, causes)
    idle = idle_causes(model)
    sets, log_joint = _look_at_sets(model, idle, limits)
    keepable = min(limits.exact_findings, (_MOST_WORK // model.elimination[1]).bit_length() - 1)
    if int(model.present.sum()) <= keepable:
        exact = quickscore(model)
        probability = np.exp(log_joint - exact.log_evidence)
        marginals, bound = exact.marginals, max(1.0 - float(probability.sum()), 0.0)
    else:
        probability = normalise(log_joint)
        marginals = probability @ sets + idle.marginals(sets.shape[1], float(probability[0]))
        kept = min(keepable, _BOUND_FINDINGS)
        bound = unseen_share(model, sets, log_joint, kept) if kept >= 0 else 1.0
    return SeveralFaults(
        sets=_likeliest(sets, probability, limits.shown),
        marginals=marginals[:-2],
        untouched=float(marginals[-2]),
        unlisted=float(marginals[-1]),
        mass_bound=bound,
        exact=int(model.present.sum()) <= keepable,
    )


def _look_at_sets(
    model: NoisyOrModel, idle: IdleCauses, limits: SearchLimits
) -> tuple[Bools, Floats]:
    """Return sets of explaining causes, shape (n, x), the empty one first, and their log joint.

    The idle causes are summed out: any of their states goes with a set that has a cause, and any
    but "none" with the empty set.
    """
    active = np.setdiff1d(np.arange(len(model.log_spared)), idle.members)
    found, log_joint = search_fault_sets(model.restricted(active), limits)
    sets = np.zeros((len(found), len(model.log_spared)), dtype=bool)
    sets[:, active] = found
    summed = np.full(len(found), idle.log_any)
    summed[0] = idle.log_some
    return sets, log_joint + summed


def _likeliest(sets: Bools, probability: Floats, shown: int) -> tuple[FaultSet, ...]:
    order = np.lexsort((sets.sum(axis=1), -probability))[:shown]
    unlisted = sets.shape[1] - 1
    return tuple(
        FaultSet(
            faults=tuple(int(member) for member in np.flatnonzero(sets[at]) if member < unlisted),
            unlisted=bool(sets[at, unlisted]),
            probability=float(probability[at]),
        )
        for at in order
        if probability[at] > 0.0
    )
