"""Score what one reading of a text may mean: which observable, present or absent, how sure.

"Pas de fumée" and "ne démarre pas" differ only in what the aliases say, so both the text as said
and its bare form are compared with each alias:

- the alias is negated or names a lack ("ne démarre pas", "refuses to start"): the text as said
  *is* the symptom;
- the bare form is the closer one ("pas de fumée noire", "fumée noire"): the symptom is absent;
- the text as said is the closer one ("no power", "weak engine"): the symptom is present.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.text.calibration import Calibration
from engine.text.clauses import Reading
from engine.text.matching import AliasHit
from engine.text.negation import find_negation
from engine.text.polarity import denies_a_function, names_a_lack
from engine.text.words import WordRarity, is_within
from graph.vocabulary import EvidenceState

#: A text that lacks the negation of the alias ("it starts") is no sign of it.
_MISSING_NEGATION = 0.75


@dataclass(frozen=True)
class Wording:
    """One spelling of a reading.

    Attributes:
        said: the text with its negation.
        bare: the text without it, or None when there is none.
        trust: factor on its similarities; below 1 where words were guessed.
    """

    said: str
    bare: str | None
    trust: float = 1.0


@dataclass(frozen=True)
class Meaning:
    """One thing that a reading may mean."""

    observable_id: str
    label_fr: str
    label_en: str
    state: EvidenceState
    similarity: float


@dataclass(frozen=True)
class Scale:
    """How similarities are read: the model's calibration and the aliases' words."""

    calibration: Calibration
    rarity: WordRarity

    def fused(self, text: str, cosine: float, alias: str) -> float:
        """Return the similarity of a text and an alias by meaning and words, 0 to 1."""
        share = self.calibration.word_weight
        words = self.rarity.likeness(text, alias) if share else 0.0
        return (1 - share) * self.calibration.meaning(cosine) + share * words


def score_reading(
    reading: Reading, wordings: Sequence[Wording], hits: Iterable[AliasHit], scale: Scale
) -> list[Meaning]:
    """Return what the reading may mean, best first, one entry an observable.

    Args:
        reading: the text.
        wordings: its spellings; the cosines of each hit are in their order, said before bare.
        hits: aliases near it.
        scale: how similarities are read.
    """
    is_symptom = _is_symptom_as_said(reading, wordings)
    by_observable: dict[str, list[Meaning]] = {}
    for hit in hits:
        state, similarity = _read(reading, is_symptom, wordings, hit, scale)
        meaning = Meaning(hit.observable_id, hit.label_fr, hit.label_en, state, similarity)
        by_observable.setdefault(hit.observable_id, []).append(meaning)
    merged = [_merged(meanings, scale.calibration) for meanings in by_observable.values()]
    return sorted(merged, key=lambda item: (-item.similarity, item.observable_id))


def _is_symptom_as_said(reading: Reading, wordings: Sequence[Wording]) -> bool:
    """Return whether the text can only be meant as it is: not negated, or not deniable."""
    negation = reading.negation
    if negation is None or negation.is_weak:
        return True
    return denies_a_function(wordings[0].said, negation.bare)


def _read(
    reading: Reading, is_symptom: bool, wordings: Sequence[Wording], hit: AliasHit, scale: Scale
) -> tuple[EvidenceState, float]:
    """Return the state that one alias speaks for, and how strongly."""
    said, bare = _similarities(wordings, hit, scale)
    alias = find_negation(hit.text)
    negated_alias = alias is not None and not alias.is_weak
    if reading.negation is None and alias is not None and negated_alias:
        if any(is_within(wording.said, alias.bare) for wording in wordings):
            return EvidenceState.ABSENT, said
        return EvidenceState.PRESENT, said * _MISSING_NEGATION
    if is_symptom or negated_alias or alias is not None:
        return EvidenceState.PRESENT, said
    if names_a_lack(hit.text) and reading.negation and not names_a_lack(reading.negation.bare):
        return EvidenceState.PRESENT, said
    if bare >= said:
        # A run of several parts may deny only one of them: its parts speak for themselves.
        return EvidenceState.ABSENT, bare if reading.first == reading.last else 0.0
    return EvidenceState.PRESENT, said


def _similarities(wordings: Sequence[Wording], hit: AliasHit, scale: Scale) -> tuple[float, float]:
    cosines = iter(hit.cosines)
    said = bare = 0.0
    for wording in wordings:
        said = max(said, wording.trust * scale.fused(wording.said, next(cosines), hit.text))
        if wording.bare is not None:
            bare = max(bare, wording.trust * scale.fused(wording.bare, next(cosines), hit.text))
    return said, bare


def _merged(meanings: list[Meaning], calibration: Calibration) -> Meaning:
    """Return the best meaning, its similarity mixed with that of the next aliases.

    One chance likeness among many aliases counts less than several near ones; a missing one
    counts as 0.
    """
    ordered = sorted(meanings, key=lambda item: -item.similarity)
    best = ordered[0]
    same = [item.similarity for item in ordered if item.state is best.state]
    mean = sum(same[: calibration.breadth]) / calibration.breadth
    share = calibration.breadth_weight
    similarity = (1 - share) * best.similarity + share * mean
    return Meaning(best.observable_id, best.label_fr, best.label_en, best.state, similarity)
