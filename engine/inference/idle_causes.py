"""Causes that explain nothing that is present: they factor out of every sum over fault sets."""

from dataclasses import dataclass

import numpy as np

from engine.inference.cascade import clusters
from engine.inference.noisy_or import NoisyOrModel
from engine.inference.posterior import Floats
from engine.inference.quickscore import quickscore

Ints = np.ndarray[tuple[int, ...], np.dtype[np.intp]]


@dataclass(frozen=True)
class IdleCauses:
    """Causes that neither have a link to a present finding nor cascade with one that has.

    Attributes:
        members: their indices.
        log_any: log of the summed weight of all their joint states.
        log_some: the same without the state in which none of them is present.
        present_share: shape of `members`, share of each in the summed weight.
    """

    members: Ints
    log_any: float
    log_some: float
    present_share: Floats

    def marginals(self, causes: int, empty: float) -> Floats:
        """Return P(present) of each idle cause, 0 for the others, shape (causes,).

        Args:
            causes: number of all causes.
            empty: probability that no other cause is present, so that an idle one must be.
        """
        found = np.zeros(causes)
        given_some = empty * np.exp(self.log_any - self.log_some) if empty > 0.0 else 0.0
        found[self.members] = self.present_share * (1.0 - empty + given_some)
        return found


def idle_causes(model: NoisyOrModel) -> IdleCauses:
    """Return the idle causes of a model with their sums."""
    linked = np.any(model.log_survival_present < 0.0, axis=1).tolist()
    idle = [
        group for group in clusters(model.log_escape < 0.0) if not any(linked[at] for at in group)
    ]
    members = np.asarray(sorted(at for group in idle for at in group), dtype=np.intp)
    some = quickscore(model.restricted(members), findings=())
    log_none = float(model.log_spared[members].sum())
    log_any = float(np.logaddexp(log_none, some.log_evidence))
    share = some.marginals * np.exp(some.log_evidence - log_any)
    return IdleCauses(members, log_any, some.log_evidence, share)
