"""Do learned weights come near the true rates? Goal QB2, simulated, no graph needed.

A relationship has a true rate. An author guesses it from as many vehicles as the weakest source is
worth (requirements section 9, "provenance"), and then outcomes show the observable or not. The
weight is the mean of the counts, as ``cypher/learning/merge_learned_counts`` writes it. The figure
is the calibration error over 15 bins: how far the weights of a bin are from the rates behind them.
The baseline is the sources' rule, +.01 for a success and -.02 for a failure.
"""

from dataclasses import dataclass

import numpy as np

from engine.bench.quality.results import QualityRow, Target
from engine.inference.calibration_error import BINS
from engine.inference.posterior import Floats
from graph.vocabulary import FREQUENCY_SCALE, PROVENANCE, SourceKind

#: Goal QB2: outcomes, and the calibration error allowed after them.
GOALS: dict[int, float] = {30: 0.02, 100: 0.01}
_STRENGTH = PROVENANCE[SourceKind.AI_GENERATED].strength
_UP, _DOWN = 0.01, 0.02
_SHARES = (2.5, 97.5)


@dataclass(frozen=True)
class SimulatedWeights:
    """Weights after some outcomes, beside the rates behind them; all shape (n,)."""

    true: Floats
    counted: Floats
    by_source_rule: Floats


def simulated_weights(outcomes: int, relations: int, rng: np.random.Generator) -> SimulatedWeights:
    """Return weights that learned from so many outcomes each."""
    true = rng.random(relations)
    lowest, highest = min(FREQUENCY_SCALE.values()), max(FREQUENCY_SCALE.values())
    guess = np.clip(rng.binomial(int(_STRENGTH), true) / _STRENGTH, lowest, highest)
    seen = rng.random((outcomes, relations)) < true
    alpha = _STRENGTH * guess + seen.sum(axis=0)
    drifting = guess.copy()
    for row in seen:
        drifting = np.clip(drifting + np.where(row, _UP, -_DOWN), 0.0, 1.0)
    return SimulatedWeights(true, alpha / (_STRENGTH + outcomes), drifting)


def weight_error(weights: Floats, true: Floats) -> float:
    """Return the calibration error of weights: mean |mean weight - mean rate| of their bins."""
    place = np.minimum((weights * BINS).astype(int), BINS - 1)
    count = np.bincount(place, minlength=BINS)
    gap = np.bincount(place, weights=weights, minlength=BINS)
    gap = gap - np.bincount(place, weights=true, minlength=BINS)
    return float(np.abs(gap).sum() / count.sum())


def measure_learned_weights(
    *, seed: int, relations: int = 5000, repeats: int = 40
) -> list[QualityRow]:
    """Return the rows of QB2, each with its baseline."""
    rng = np.random.default_rng(seed)
    rows = []
    for outcomes, most in GOALS.items():
        drawn = [simulated_weights(outcomes, relations, rng) for _ in range(repeats)]
        what = f"weights after {outcomes} outcomes, against the true rates"
        counted = np.asarray([weight_error(item.counted, item.true) for item in drawn])
        source = np.asarray([weight_error(item.by_source_rule, item.true) for item in drawn])
        total = relations * repeats
        rows.append(_row("QB2", what, counted, total, Target(high=most)))
        rows.append(_row("baseline", f"{what}: +.01/-.02", source, total, None))
    return rows


def _row(goal: str, what: str, figures: Floats, n: int, target: Target | None) -> QualityRow:
    low, high = np.percentile(figures, _SHARES)
    return QualityRow(
        goal, what, float(figures.mean()), "ECE", (float(low), float(high)), n, target
    )
