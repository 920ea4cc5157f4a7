"""The words of one description with their places, misspelt ones mended, its years found."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from engine.vehicle.words import Word, can_be_misspelt, closest, split, windows

_YEAR = re.compile(r"19[5-9]\d|20\d\d")
_GLUED = re.compile(r"([a-z]{5,})(\d{1,2})")


@dataclass(frozen=True)
class DescriptionWords:
    """A description, split.

    Attributes:
        words: as written, with their keys.
        keys: keys in order; "" separates clauses.
        windows: where each run of words stands, by its compact form.
        mended: positions of words that were misspelt.
    """

    words: tuple[Word, ...]
    keys: tuple[str, ...]
    windows: dict[str, list[tuple[int, int]]]
    mended: frozenset[int] = frozenset()

    def without(self, places: Collection[int]) -> "DescriptionWords":
        """Return the description without some words."""
        kept = [word for at, word in enumerate(self.words) if at not in places]
        renumbered = [at for at in range(len(self.words)) if at not in places]
        mended = frozenset(new for new, old in enumerate(renumbered) if old in self.mended)
        return replace(_of(kept), mended=mended)


def description_words(text: str) -> DescriptionWords:
    """Split a description."""
    return _of(split(text))


def mend(description: DescriptionWords, known: Collection[str]) -> DescriptionWords:
    """Return the description with words that are nearly a known one put right."""
    candidates = [word for word in known if can_be_misspelt(word)]
    words: list[Word] = []
    mended: set[int] = set()
    for word in description.words:
        put_right = _put_right(word, known, candidates)
        if put_right != [word]:
            mended.update(range(len(words), len(words) + len(put_right)))
        words.extend(put_right)
    return replace(_of(words), mended=frozenset(mended))


def years(description: DescriptionWords, model_years: Collection[str]) -> dict[int, int]:
    """Return the years by position; a number that is a model's name right after a make is none.

    Args:
        description: the words.
        model_years: words before which and names at which a number is a model ("peugeot 2008").
    """
    return {
        at: int(key)
        for at, key in enumerate(description.keys)
        if _YEAR.fullmatch(key)
        and not (at > 0 and f"{description.keys[at - 1]} {key}" in model_years)
    }


def _put_right(word: Word, known: Collection[str], candidates: Collection[str]) -> list[Word]:
    if not word.key or word.key in known:
        return [word]
    glued = _GLUED.fullmatch(word.key)
    name, number = (glued[1], glued[2]) if glued else (word.key, "")
    if name in known:
        return [word]
    near = closest(name, candidates)
    if near is None:
        return [word]
    return [Word(word.said, near), *([Word(word.said, number)] if number else [])]


def _of(words: Sequence[Word]) -> DescriptionWords:
    keys = tuple(word.key for word in words)
    return DescriptionWords(tuple(words), keys, windows(keys))
