"""The counts behind the weights of a turn, and the credible interval of each probability."""

import numpy as np

from engine.inference.credible_interval import Ledger, credible_intervals
from engine.turn import Turn

#: Observations behind a prior rate that states none.
_DEFAULT_STRENGTH = 4.0
_BLOCK = 10


def probability_intervals(turn: Turn, count: int) -> list[tuple[float, float]]:
    """Return the 90 % credible intervals of the first faults, in the order of the ranking.

    They are drawn in blocks of ten ranks, so that how many are shown changes none of them.
    """
    ledger = turn_ledger(turn)
    intervals: list[tuple[float, float]] = []
    while len(intervals) < min(count, len(turn.order)):
        rows = list(turn.order[len(intervals) : len(intervals) + _BLOCK])
        found = credible_intervals(turn.network.prior, turn.evidence, ledger, rows)
        intervals += zip(found.low.tolist(), found.high.tolist(), strict=True)
    return intervals[:count]


def turn_ledger(turn: Turn) -> Ledger:
    """Return the Beta counts of the findings' relationships and the visits behind the prior.

    Faults that were not read count with the mean strength of those that were.
    """
    row_of = {key: at for at, key in enumerate(turn.network.fault_ids)}
    alpha = np.zeros((len(row_of), len(turn.findings)))
    beta = np.zeros_like(alpha)
    for column, finding in enumerate(turn.findings):
        for fault_id, weight, seen, not_seen, *_ in finding.edges:
            strength = (seen or 0.0) + (not_seen or 0.0) or _DEFAULT_STRENGTH
            alpha[row_of[fault_id], column] = weight * strength
            beta[row_of[fault_id], column] = (1.0 - weight) * strength
    strengths = [given or _DEFAULT_STRENGTH for *_, given in turn.row.faults]
    faults = max(sum(count for *_, count in turn.row.prior_mass), len(strengths))
    mean = sum(strengths) / len(strengths) if strengths else _DEFAULT_STRENGTH
    return Ledger(alpha, beta, mean * max(faults, 1))
