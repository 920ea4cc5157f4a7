"""The noisy-OR model of several causes at once, for one set of known findings.

Causes i are present independently with probability pi_i, or brought about by other present faults
(`engine.inference.cascade`). A finding e is absent only when its leak and the link of every present
cause fail (Pearl, 1988; requirements section 9, "weight of INDICATES"):

    P(e = 0 | F) = (1 - leak_e) prod_{i in F} (1 - w_ie)
    1 - w_ie = min(1, (1 - q_ie) / (1 - leak_e))

with q_ie = P(e present | i), so that a single cause gives its own rate back. A fault that makes a
finding rarer than its leak cannot be stated by a noisy-OR and counts as unrelated to it.

Causes are in the order of hypotheses: faults (f), untouched faults, unlisted cause. The untouched
faults are one cause without links: it is present when at least one of them is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.inference.cascade import acyclic, log_set_prior
from engine.inference.elimination_order import EliminationStep, elimination_steps
from engine.inference.network import Network
from engine.inference.posterior import EPSILON, Floats, Prior

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True)
class NoisyOrModel:
    """Causes, known findings and the links between them, as logarithms.

    Attributes:
        log_spared: shape (x,), log(1 - pi_i): the cause does not arise by itself.
        log_escape: shape (x, x), log(1 - c_ij), c_ij = P(j | i alone brings it about); no cycle.
        log_survival: shape (x, e), log(1 - w_ie), at most 0.
        log_leak_survival: shape (e,), log(1 - leak_e), below 0.
        present: shape (e,), True where the finding is present, False where it is absent.
    """

    log_spared: Floats
    log_escape: Floats
    log_survival: Floats
    log_leak_survival: Floats
    present: Bools

    @cached_property
    def log_kept_absent(self) -> Floats:
        """Return log prod over absent findings of (1 - w_ie), shape (x,)."""
        return np.asarray(self.log_survival[:, ~self.present].sum(axis=1))

    @cached_property
    def log_survival_present(self) -> Floats:
        """Return log(1 - w_ie) of the present findings, shape (x, m)."""
        return np.ascontiguousarray(self.log_survival[:, self.present])

    @cached_property
    def log_leak_survival_present(self) -> Floats:
        """Return log(1 - leak_e) of the present findings, shape (m,)."""
        return self.log_leak_survival[self.present]

    @cached_property
    def elimination(self) -> tuple[list[EliminationStep], int]:
        """Return the order in which exact sums take the causes, and their work for no finding."""
        return elimination_steps(self.log_escape < 0.0)

    def log_joint(self, sets: Bools) -> Floats:
        """Return log P(exactly these causes, findings), shape (n,), for sets of shape (n, x).

        The factor prod over absent findings of (1 - leak_e) is the same for all sets, left out.
        """
        members = sets.astype(np.float64)
        log_absent = self.log_leak_survival_present + members @ self.log_survival_present
        log_likelihood = members @ self.log_kept_absent + log_complement(log_absent).sum(axis=1)
        return np.asarray(log_set_prior(sets, self.log_spared, self.log_escape) + log_likelihood)

    def restricted(self, causes: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> "NoisyOrModel":
        """Return the model of some causes only; the others are taken to be absent."""
        return NoisyOrModel(
            self.log_spared[causes],
            self.log_escape[np.ix_(causes, causes)],
            self.log_survival[causes],
            self.log_leak_survival,
            self.present,
        )


def log_complement(log_probability: Floats) -> Floats:
    """Return log(1 - exp(a)) for a <= 0 without loss of digits (Maechler, 2012)."""
    with np.errstate(divide="ignore"):
        return np.asarray(
            np.where(
                log_probability > -np.log(2.0),
                np.log(-np.expm1(log_probability)),
                np.log1p(-np.exp(log_probability)),
            )
        )


def noisy_or_model(
    network: Network, columns: Sequence[int], present: Sequence[bool], causes: Floats | None = None
) -> NoisyOrModel:
    """Return the model of the known findings, in the order of their columns.

    Args:
        network: faults with their rates; prior masses are rates of faults at a visit.
        columns: of the observables that are known.
        present: for each of them, True for present and False for absent.
        causes: shape (f, f), P(fault j | fault i), 0 without a CAUSES relationship, or None. A
            cycle is cut at its weakest relationship.
    """
    order = np.argsort(np.asarray(columns, dtype=np.intp), kind="stable")
    known = np.asarray(columns, dtype=np.intp)[order]
    rates = np.clip(network.hypothesis_rates[:, known], EPSILON, 1.0 - EPSILON)
    log_leak_survival = np.log1p(-np.clip(network.leak[known], EPSILON, 1.0 - EPSILON))
    log_survival = np.minimum(np.log1p(-rates) - log_leak_survival, 0.0)
    size = len(network.fault_ids)
    escape = np.zeros((size + 2, size + 2))
    if causes is not None:
        escape[:size, :size] = np.log1p(-np.clip(acyclic(causes), 0.0, 1.0 - EPSILON))
    return NoisyOrModel(
        log_spared=np.log1p(-cause_probabilities(network.prior)),
        log_escape=escape,
        log_survival=log_survival,
        log_leak_survival=log_leak_survival,
        present=np.asarray(present, dtype=bool)[order],
    )


def cause_probabilities(prior: Prior) -> Floats:
    """Return pi of each cause, shape (f + 2,): faults, untouched faults, unlisted cause.

    A mass m is read as the odds of the fault at a visit, pi = m / (1 + m): for the usual small
    rates the rate itself, and still a probability after a recurring fault multiplied it. Given
    exactly one cause, the prior is then that of the single-fault posterior. The unlisted cause has
    the odds that stand to the listed ones as its share does, share / (1 - share) * listed. At least
    one untouched fault is present with 1 - exp(-mass), the limit of many rare ones.
    """
    listed = float(prior.faults.sum()) + prior.untouched
    share_odds = prior.unlisted_share / max(1.0 - prior.unlisted_share, EPSILON)
    odds = np.append(prior.faults, share_odds * (listed if listed > 0.0 else 1.0))
    alone = np.insert(odds / (1.0 + odds), len(prior.faults), -np.expm1(-prior.untouched))
    return np.asarray(np.minimum(alone, 1.0 - EPSILON))
