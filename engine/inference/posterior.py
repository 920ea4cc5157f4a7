"""Single-fault posterior over all applicable faults and a cause that is not in the graph.

For each fault f with prior pi_f and findings e, present (E+) or absent (E-):

    log P(f | E) = log pi_f + sum_{E+} log q_fe + sum_{E-} log(1 - q_fe) - log Z

q_fe = P(e present | f) is the weight of INDICATES, or the leak of e where there is none. A cause
that is not in the graph has q = unlisted_rate. Faults without any relationship to the evidence
share one likelihood, so only their summed prior is needed ("untouched" mass). Definitions:
requirements section 9, rows "weight of INDICATES", "leak", "posterior".
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Probabilities are kept this far from 0 and 1, so that no finding alone can prove or exclude.
EPSILON = 1e-9


@dataclass(frozen=True)
class Evidence:
    """Findings and how likely each hypothesis makes them.

    Attributes:
        present: shape (e,), True where the finding is present, False where it is absent.
        likelihood: shape (f, e), P(finding present | fault), in [0, 1].
        leak: shape (e,), P(finding present | a listed fault without a relationship to it).
        unlisted_rate: shape (e,), P(finding present | a cause that is not in the graph).
        share: shape (f + 2, e), P(the stated qualifiers | finding present, hypothesis), 1 where
            none is stated; None when no finding has any. A present finding then has the
            probability q * share, an absent one 1 - q * share: the noise may well be there, only
            not when braking (section 9, "qualifiers"; independent across taxonomies).
    """

    present: NDArray[np.bool_]
    likelihood: Floats
    leak: Floats
    unlisted_rate: Floats
    share: Floats | None = None
    temperature: float = 1.0
    reliability: Floats | None = None

    def rates(self) -> Floats:
        """Return P(what was stated of the finding, if it is present | hypothesis), (f + 2, e).

        Rows are the faults in order, then the untouched faults, then the unlisted cause.
        """
        rates = np.vstack([self.likelihood, self.leak, self.unlisted_rate])
        if self.share is not None:
            rates = rates * self.share
        if self.reliability is not None:
            rates = self.reliability * rates + (1.0 - self.reliability) * rates[-2]
        return np.asarray(rates)

    def untouched_rates(self) -> Floats:
        """Return the rates of the untouched faults before any softening, shape (e,)."""
        return self.leak if self.share is None else np.asarray(self.leak * self.share[-2])

    def log_terms(self) -> Floats:
        """Return log P(finding | hypothesis), shape (f + 2, e), rows as those of ``rates``."""
        rates = np.clip(self.rates(), EPSILON, 1.0 - EPSILON)
        terms = np.where(self.present, np.log(rates), np.log1p(-rates))
        return np.asarray(terms / self.temperature)


@dataclass(frozen=True)
class Prior:
    """Prior masses, not normalised.

    Attributes:
        faults: shape (f,), mass of each fault that was read.
        untouched: summed mass of all applicable faults that were not read.
        unlisted_share: prior probability of a cause that is not in the graph, in (0, 1).
    """

    faults: Floats
    untouched: float
    unlisted_share: float

    def log_masses(self) -> Floats:
        """Return the log of the normalised prior, shape (f + 2,); -inf where it is zero."""
        listed = float(self.faults.sum()) + self.untouched
        share = self.unlisted_share if listed > 0 else 1.0
        scale = (1.0 - share) / listed if listed > 0 else 0.0
        masses = np.concatenate([self.faults * scale, [self.untouched * scale, share]])
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(masses), dtype=np.float64)


@dataclass(frozen=True)
class Posterior:
    """Probabilities that sum to 1 over faults, untouched faults and the unlisted cause.

    Attributes:
        faults: shape (f,).
        untouched: summed probability of the faults that were not read.
        unlisted: probability of a cause that is not in the graph.
    """

    faults: Floats
    untouched: float
    unlisted: float


def posterior(prior: Prior, evidence: Evidence) -> Posterior:
    """Return the posterior; without evidence it is the prior."""
    probabilities = normalise(log_joint(prior, evidence))
    return Posterior(
        faults=probabilities[:-2],
        untouched=float(probabilities[-2]),
        unlisted=float(probabilities[-1]),
    )


def log_joint(prior: Prior, evidence: Evidence) -> Floats:
    """Return log prior + log likelihood of each hypothesis, shape (f + 2,).

    The sum over findings runs in the order of their terms, so the order of evidence does not
    change a bit of the result.
    """
    likelihood: Floats = np.sort(evidence.log_terms(), axis=1).sum(axis=1)
    return prior.log_masses() + likelihood


def normalise(log_values: Floats) -> Floats:
    """Return exp(log_values) scaled to sum to 1, without overflow."""
    shifted = np.exp(log_values - log_values.max())
    return np.asarray(shifted / shifted.sum(), dtype=np.float64)
