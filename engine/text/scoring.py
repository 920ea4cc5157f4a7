"""Score what one reading of a text may mean: which observable, present or absent, how sure.

"Pas de fumée" and "ne démarre pas" differ only in what the aliases say, so both the text as said
and its bare form are compared with each alias:

- the alias is negated too ("ne démarre pas", "no power"): the text as said *is* the symptom;
- the bare form is the closer one ("pas de fumée noire", "fumée noire"): the symptom is absent;
- the text as said is the closer one ("no power", "lack of power"): the symptom is present.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.text.calibration import Calibration
from engine.text.clauses import Reading
from engine.text.matching import AliasHit
from engine.text.negation import find_negation
from engine.text.words import is_within, likeness
from graph.vocabulary import EvidenceState

#: A text that lacks the negation of the alias ("it starts") is no sign of it.
_MISSING_NEGATION = 0.75


@dataclass(frozen=True)
class Wording:
    """One spelling of a reading: as said, and without its negation when it has one."""

    said: str
    bare: str | None


@dataclass(frozen=True)
class Meaning:
    """One thing that a reading may mean."""

    observable_id: str
    label_fr: str
    label_en: str
    state: EvidenceState
    similarity: float


def score_reading(
    reading: Reading,
    wordings: Sequence[Wording],
    hits: Iterable[AliasHit],
    calibration: Calibration,
) -> list[Meaning]:
    """Return what the reading may mean, best first, one entry an observable.

    Args:
        reading: the text.
        wordings: its spellings; the cosines of each hit are in their order, said before bare.
        hits: aliases near it.
        calibration: how the model's cosines are read.
    """
    best: dict[str, Meaning] = {}
    for hit in hits:
        state, similarity = _read(reading, wordings, hit, calibration)
        known = best.get(hit.observable_id)
        if known is None or similarity > known.similarity:
            best[hit.observable_id] = Meaning(
                hit.observable_id, hit.label_fr, hit.label_en, state, similarity
            )
    return sorted(best.values(), key=lambda item: (-item.similarity, item.observable_id))


def _read(
    reading: Reading, wordings: Sequence[Wording], hit: AliasHit, calibration: Calibration
) -> tuple[EvidenceState, float]:
    """Return the state that one alias speaks for, and how strongly."""
    cosines = iter(hit.cosines)
    said = bare = 0.0
    for wording in wordings:
        said = max(said, _fused(wording.said, next(cosines), hit, calibration))
        if wording.bare is not None:
            bare = max(bare, _fused(wording.bare, next(cosines), hit, calibration))
    alias = find_negation(hit.text)
    if reading.negation is None or reading.negation.is_weak:
        if alias is None or alias.is_weak or reading.negation is not None:
            return EvidenceState.PRESENT, said
        if any(is_within(wording.said, alias.bare) for wording in wordings):
            return EvidenceState.ABSENT, said
        return EvidenceState.PRESENT, said * _MISSING_NEGATION
    if alias is None and bare >= said + calibration.flip_margin:
        return EvidenceState.ABSENT, bare
    return EvidenceState.PRESENT, said


def _fused(text: str, cosine: float, hit: AliasHit, calibration: Calibration) -> float:
    words = likeness(text, hit.text)
    return (1 - calibration.word_weight) * calibration.meaning(
        cosine
    ) + calibration.word_weight * words
