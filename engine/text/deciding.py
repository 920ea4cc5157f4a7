"""What becomes of one reading: a match, all members of a group, or the reason why neither."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.text.calibration import Calibration
from engine.text.groups import group_of
from engine.text.judging import Judged
from engine.text.objects import names_no_complaint
from engine.text.scoring import Meaning, Scale, Stance, stance_of
from engine.text.words import content_words
from graph.vocabulary import EvidenceState

#: How many candidates a clause shows beside its match.
MAX_ALTERNATIVES = 3
#: Telling words up to which a text may be one that fits many observables ("won't start").
_VAGUE_WORDS = 2
_VAGUE_OBSERVABLES = 3
#: Share of the aliases with these words that the first observable needs to be meant.
_VAGUE_SHARE = 0.5

#: Lead from which a nearly equal alias ("no brakes") means its observable all the same.
_CLEAR = 0.15


class NotUnderstood(StrEnum):
    """Why a clause has no match; the edges put it in the user's language."""

    EMPTY = "empty"
    INVALID_CODE = "invalid_code"
    BELOW_THRESHOLD = "below_threshold"
    CONTRADICTED = "contradicted"
    AMBIGUOUS = "ambiguous"
    HEDGED = "hedged"


@dataclass(frozen=True)
class Decision:
    """What one reading says.

    Attributes:
        meaning: the observable and its state, or None.
        others: other candidates, best first; without a meaning, the nearest ones.
        reason: why there is no meaning.
    """

    meaning: Meaning | None
    others: tuple[Meaning, ...]
    reason: NotUnderstood | None = None


def decide(judged: Judged, scale: Scale) -> list[Decision]:
    """Return what a judged reading says; several decisions only for a denied group."""
    reading, meanings = judged.reading, judged.meanings
    if reading.is_hedged:
        return [_open(meanings, NotUnderstood.HEDGED)]
    members = _members(judged, scale)
    if members and reading.negation and not reading.negation.is_weak:
        return [Decision(one, ()) for one in members]
    if members:
        return [_open(members, NotUnderstood.AMBIGUOUS)]
    if judged.similarity < scale.calibration.threshold or not meanings:
        return [_open(meanings, NotUnderstood.BELOW_THRESHOLD)]
    alike = _equally_meant(judged, scale)
    if alike:
        return [_open(alike, NotUnderstood.AMBIGUOUS)]
    return [Decision(meanings[0], meanings[1 : MAX_ALTERNATIVES + 1])]


def _open(meanings: Sequence[Meaning], reason: NotUnderstood) -> Decision:
    return Decision(None, tuple(meanings[:MAX_ALTERNATIVES]), reason)


def _members(judged: Judged, scale: Scale) -> list[Meaning]:
    """Return the members of the group that is all a reading names, each as absent."""
    reading = judged.reading
    group = group_of(reading.negation.bare if reading.negation else reading.text)
    if group is None or reading.first != reading.last:
        return []
    members = scale.vocabulary.members(group)
    if len(members) < 2:  # noqa: PLR2004 - one is no group
        return []
    bound = scale.calibration.threshold
    return [
        Meaning(one.observable_id, one.label_fr, one.label_en, EvidenceState.ABSENT,
                min(one.similarity, bound))
        for one in judged.meanings
        if one.observable_id in members
    ]  # fmt: skip


def _equally_meant(judged: Judged, scale: Scale) -> Sequence[Meaning]:
    """Return the candidates of a reading that does not say which is meant, or nothing."""
    meanings, calibration = judged.meanings, scale.calibration
    stance = stance_of(judged.reading, judged.reading.text)
    if names_no_complaint(judged.reading.text):
        return meanings
    if stance in (Stance.PLAIN, Stance.DENIES_FUNCTION):
        vague = tuple(_vague(judged, scale))
        if vague:
            return vague
    return () if _leads(judged, scale, calibration.margin) else meanings


def _leads(judged: Judged, scale: Scale, margin: float) -> bool:
    """Return whether the first observable is ahead of the second, or alone has a word said."""
    if len(judged.meanings) < 2:  # noqa: PLR2004 - nothing to be ahead of
        return True
    first, second = judged.meanings[:2]
    if first.similarity - second.similarity >= margin:
        return True
    words = content_words(judged.reading.text)
    names = scale.vocabulary.names
    return any(
        names(first.observable_id, word) and not names(second.observable_id, word) for word in words
    )


def _vague(judged: Judged, scale: Scale) -> Iterator[Meaning]:
    """Return the candidates of few words that many observables' aliases say."""
    words = content_words(judged.reading.text)
    if not words or len(words) > _VAGUE_WORDS or _is_clear(judged, scale.calibration):
        return
    counts = {key: len(found) for key, found in scale.vocabulary.containing(words).items()}
    share = counts.get(judged.meanings[0].observable_id, 0) / max(1, sum(counts.values()))
    if len(counts) < _VAGUE_OBSERVABLES or share >= _VAGUE_SHARE:
        return
    known = [one for one in judged.meanings if one.observable_id in counts]
    yield from sorted(
        known,
        key=lambda one: (-one.similarity * (1 + counts[one.observable_id] / 10), one.observable_id),
    )


def _is_clear(judged: Judged, calibration: Calibration) -> bool:
    second = judged.meanings[1].similarity if len(judged.meanings) > 1 else 0.0
    return judged.similarity >= calibration.certain and judged.similarity - second >= _CLEAR
