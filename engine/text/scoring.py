"""Score what one reading of a text may mean: which observable, present or absent, how sure.

"Pas de fumée" and "ne démarre pas" differ only in what the aliases say, so both the text as said
and its bare form are compared with each alias:

- the alias is negated or names a lack ("ne démarre pas", "refuses to start"): the text as said
  *is* the symptom;
- the bare form is the closer one ("pas de fumée noire", "fumée noire"): the symptom is absent;
- the text as said is the closer one ("no power", "weak engine"): the symptom is present.

What a text denies is looked at first: a function of the car ("ne freine plus") is never absent,
a malfunction ("no squeal") never present, and "freine bien" is never either but absent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from engine.text.calibration import Calibration
from engine.text.clauses import Reading
from engine.text.groups import groups_in
from engine.text.matching import AliasHit
from engine.text.negation import find_negation
from engine.text.objects import objects_in
from engine.text.polarity import denies_a_function, names_a_lack, names_something_wrong
from engine.text.quality import has_bad_word, is_bad, says_all_is_well, subject
from engine.text.vocabulary import Vocabulary
from engine.text.words import WordRarity, is_within
from graph.vocabulary import EvidenceState

#: A text that lacks the negation of the alias ("it starts") is no sign of it.
_MISSING_NEGATION = 0.75
#: "No brakes" is no sign of what the alias does not name as bad ("brake fluid tested").
_OTHER_POLARITY = 0.7
#: What is denied must be named: words shared with the alias, and the factor when they are not.
_NAMED = 0.5
_LOOSE_DENIAL = 0.85
#: Likeness of what two texts speak of from which they are about the same.
_SAME_SUBJECT = 0.6


class Stance(Enum):
    """What a text does to what it names."""

    PLAIN = auto()
    WELL = auto()
    WEAKENED = auto()
    DENIES = auto()
    DENIES_FUNCTION = auto()
    DENIES_PROBLEM = auto()


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
    vocabulary: Vocabulary

    @property
    def rarity(self) -> WordRarity:
        """How much each word of the aliases tells."""
        return self.vocabulary.rarity

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
    stance = stance_of(reading, wordings[0].said)
    by_observable: dict[str, list[Meaning]] = {}
    for hit in hits:
        state, similarity = _read(reading, stance, wordings, hit, scale)
        meaning = Meaning(hit.observable_id, hit.label_fr, hit.label_en, state, similarity)
        by_observable.setdefault(hit.observable_id, []).append(meaning)
    merged = [_merged(meanings, reading, scale) for meanings in by_observable.values()]
    said = [one for one in merged if one.similarity > 0 or stance is not Stance.WELL]
    return sorted(said, key=lambda item: (-item.similarity, item.observable_id))


def stance_of(reading: Reading, said: str) -> Stance:
    """Return what a reading does to what it names."""
    negation = reading.negation
    if reading.is_well:
        return Stance.WELL
    if negation is None:
        return Stance.PLAIN
    if negation.is_weak:
        return Stance.WEAKENED
    if denies_a_function(said, negation.bare):
        return Stance.DENIES_FUNCTION
    if names_something_wrong(negation.bare) or has_bad_word(negation.bare):
        return Stance.DENIES_PROBLEM
    return Stance.DENIES


def _read(
    reading: Reading, stance: Stance, wordings: Sequence[Wording], hit: AliasHit, scale: Scale
) -> tuple[EvidenceState, float]:
    """Return the state that one alias speaks for, and how strongly."""
    said, bare = _similarities(wordings, hit, scale)
    if stance is Stance.WELL:
        return _read_well(reading, hit, max(said, bare), scale)
    if stance is Stance.PLAIN:
        return _read_plain(wordings, hit, said)
    if stance is Stance.WEAKENED:
        return EvidenceState.PRESENT, said
    if stance is Stance.DENIES_FUNCTION:
        return EvidenceState.PRESENT, said if is_bad(hit.text) else said * _OTHER_POLARITY
    return _read_denial(reading, stance, hit, (said, bare), scale)


def _read_plain(
    wordings: Sequence[Wording], hit: AliasHit, said: float
) -> tuple[EvidenceState, float]:
    alias = find_negation(hit.text)
    if alias is None or alias.is_weak:
        return EvidenceState.PRESENT, said
    if any(is_within(wording.said, alias.bare) for wording in wordings):
        return EvidenceState.ABSENT, said
    return EvidenceState.PRESENT, said * _MISSING_NEGATION


def _read_well(
    reading: Reading, hit: AliasHit, similarity: float, scale: Scale
) -> tuple[EvidenceState, float]:
    """A statement of health denies what is bad of the same subject, and says nothing else."""
    if says_all_is_well(hit.text) or not is_bad(hit.text):
        return EvidenceState.ABSENT, 0.0
    likeness = scale.rarity.likeness(subject(reading.text), subject(hit.text))
    share = scale.calibration.word_weight
    same = (1 - share) * similarity + share * likeness
    return EvidenceState.ABSENT, same if likeness >= _SAME_SUBJECT else 0.0


def _read_denial(
    reading: Reading, stance: Stance, hit: AliasHit, similar: tuple[float, float], scale: Scale
) -> tuple[EvidenceState, float]:
    said, bare = similar
    alias = find_negation(hit.text)
    # A run of several parts may deny only one of them: its parts speak for themselves.
    absent = (EvidenceState.ABSENT, bare if reading.first == reading.last else 0.0)
    if stance is Stance.DENIES_PROBLEM:
        if alias is not None and names_something_wrong(alias.bare):
            return EvidenceState.PRESENT, said
        return absent if alias is None else (absent[0], absent[1] * _MISSING_NEGATION)
    denied = reading.negation.bare if reading.negation else reading.text
    is_lack = names_a_lack(hit.text) and not names_a_lack(denied)
    if alias is not None or is_lack or bare < said:
        return EvidenceState.PRESENT, said
    return absent[0], absent[1] * _trust_in_denial(reading, hit, scale)


def _trust_in_denial(reading: Reading, hit: AliasHit, scale: Scale) -> float:
    """Return how far a denial may be believed to be that of the alias."""
    if is_bad(hit.text) or names_something_wrong(hit.text):
        # What is denied is nothing bad, so it is hardly what the alias complains of.
        return _MISSING_NEGATION
    named = reading.negation.bare if reading.negation else reading.text
    return 1.0 if scale.rarity.likeness(named, hit.text) >= _NAMED else _LOOSE_DENIAL


def _similarities(wordings: Sequence[Wording], hit: AliasHit, scale: Scale) -> tuple[float, float]:
    cosines = iter(hit.cosines)
    said = bare = 0.0
    for wording in wordings:
        said = max(said, wording.trust * scale.fused(wording.said, next(cosines), hit.text))
        if wording.bare is not None:
            bare = max(bare, wording.trust * scale.fused(wording.bare, next(cosines), hit.text))
    return said, bare


def _merged(meanings: list[Meaning], reading: Reading, scale: Scale) -> Meaning:
    """Return the best meaning, its similarity mixed with that of the next aliases.

    One chance likeness among many aliases counts less than several near ones; a missing one
    counts as 0. A thing or a kind of symptom (a smell) that no alias of the
    observable names makes it less likely.
    """
    calibration = scale.calibration
    ordered = sorted(meanings, key=lambda item: -item.similarity)
    best = ordered[0]
    same = [item.similarity for item in ordered if item.state is best.state]
    mean = sum(same[: calibration.breadth]) / calibration.breadth
    share = calibration.breadth_weight
    key, known = best.observable_id, scale.vocabulary
    foreign = sum(not known.names(key, thing) for thing in objects_in(reading.text))
    foreign += sum(not known.is_of(key, group) for group in groups_in(reading.text))
    similarity = ((1 - share) * best.similarity + share * mean) * calibration.foreign**foreign
    return Meaning(best.observable_id, best.label_fr, best.label_en, best.state, similarity)
