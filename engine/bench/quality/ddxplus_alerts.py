"""Whether dangerous pathologies are alerted: severity 1 and 2 of DDXPlus stand in for critical.

The one rule of requirements section 9, "safety gate": an alert is raised when the summed
probability of the dangerous faults, over all ranks, reaches a threshold. The threshold is chosen on
the training folds, for recall: the lowest whose false alerts stay within an allowance there.
"""

from dataclasses import dataclass

import numpy as np

from engine.bench.quality.ddxplus import Flags, Integers
from engine.bench.share import Share
from engine.inference.posterior import Floats

CRITICAL_SEVERITY = 2
THRESHOLDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5)
#: False alerts allowed on training patients; the goal's 15 % with room for chance.
ALLOWED_FALSE = 0.1


@dataclass(frozen=True)
class Alerts:
    """Alerts over all folds.

    Attributes:
        caught: patients with a critical pathology that were alerted.
        false: patients without one that were alerted all the same.
        thresholds: chosen in each fold.
    """

    caught: Share
    false: Share
    thresholds: tuple[float, ...]


def measure_alerts(posteriors: list[Floats], true: list[Integers], severity: Integers) -> Alerts:
    """Raise alerts in each fold with the threshold that its training folds gave.

    Args:
        posteriors: one of shape (n, f) per fold.
        true: rows of the true faults, per fold.
        severity: shape (f,).
    """
    is_critical = severity <= CRITICAL_SEVERITY
    dangers = [posterior @ is_critical for posterior in posteriors]
    critical = [is_critical[rows] for rows in true]
    chosen, alerted = [], []
    for fold, danger in enumerate(dangers):
        others = [at for at in range(len(dangers)) if at != fold]
        threshold = _lowest_allowed(
            np.concatenate([dangers[at] for at in others]),
            np.concatenate([critical[at] for at in others]),
        )
        chosen.append(threshold)
        alerted.append(danger >= threshold)
    raised, needed = np.concatenate(alerted), np.concatenate(critical)
    return Alerts(
        caught=Share(int((raised & needed).sum()), int(needed.sum())),
        false=Share(int((raised & ~needed).sum()), int((~needed).sum())),
        thresholds=tuple(chosen),
    )


def _lowest_allowed(danger: Floats, critical: Flags) -> float:
    harmless = danger[~critical]
    allowed = [at for at in THRESHOLDS if (harmless >= at).mean() <= ALLOWED_FALSE]
    return allowed[0] if allowed else THRESHOLDS[-1]
