"""Compare texts by their words, and mend misspelt words from the aliases' own vocabulary."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log

from engine.embedding import fold, normalise
from engine.text.matching import AliasText
from engine.text.negation import find_negation
from engine.text.word_lists import STOP_WORDS

#: Stands for any negation, so that "ne démarre pas" shares more with "does not" than "démarre".
_NEGATED = "\x00not"
_WORD = re.compile(r"[^\W_]+")
_MIN_LENGTH = 4
_LONG = 9
_ALIKE = 0.6


@lru_cache(maxsize=16384)
def content_words(text: str) -> tuple[str, ...]:
    """Return the folded words that carry meaning, and one mark when the text is negated."""
    words = [word for word in _WORD.findall(fold(normalise(text))) if word not in STOP_WORDS]
    if find_negation(text):
        words.append(_NEGATED)
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=65536)
def word_likeness(left: str, right: str) -> float:
    """Return how alike two words are, 0 to 1: shared letter triples, ends counted (Dice)."""
    if left == right:
        return 1.0
    if _NEGATED in (left, right):
        return 0.0
    first, second = _triples(left), _triples(right)
    alike = 2 * len(first & second) / (len(first) + len(second))
    return alike if alike >= _ALIKE else 0.0


class WordRarity:
    """How much a word tells: 1 for one that no alias has, near 0 for one that all have."""

    def __init__(self, aliases: Iterable[AliasText]) -> None:
        """Count in how many observables' aliases each word occurs."""
        owners: dict[str, set[str]] = {}
        everyone = set()
        for alias in aliases:
            everyone.add(alias.observable_id)
            for word in content_words(alias.text):
                owners.setdefault(word, set()).add(alias.observable_id)
        self._counts = {word: len(ids) for word, ids in owners.items()}
        self._total = max(1, len(everyone))

    def weight(self, word: str) -> float:
        """Return the squared inverse document frequency, scaled to 0..1."""
        count = self._counts.get(word, 0)
        return (log(1 + self._total / (0.5 + count)) / log(1 + 2 * self._total)) ** 2

    def likeness(self, left: str, right: str) -> float:
        """Return how many telling words two texts share, typing errors allowed (soft Dice)."""
        first, second = content_words(left), content_words(right)
        if not first or not second:
            return 0.0
        total = sum(map(self.weight, first)) + sum(map(self.weight, second))
        return (self._covered(first, second) + self._covered(second, first)) / total

    def _covered(self, words: Sequence[str], by: Sequence[str]) -> float:
        return sum(
            self.weight(word) * max(word_likeness(word, other) for other in by) for word in words
        )


def is_within(small: str, large: str) -> bool:
    """Return whether each content word of ``small`` is also in ``large``."""
    words = content_words(small)
    return bool(words) and set(words) <= set(content_words(large))


def mend(text: str, vocabulary: Iterable[str]) -> str:
    """Return the text with misspelt or unaccented words put right from the aliases' words.

    Args:
        text: normalised text.
        vocabulary: texts of aliases that full-text search found for it.
    """
    exact: set[str] = set()
    known: dict[str, str] = {}
    for alias in vocabulary:
        for word in _WORD.findall(normalise(alias)):
            exact.add(word)
            known.setdefault(fold(word), word)
    return _WORD.sub(
        lambda found: found[0] if found[0] in exact else _mended(found[0], known), text
    )


def _mended(word: str, known: dict[str, str]) -> str:
    plain = fold(word)
    if plain in known:
        return known[plain]
    if len(plain) < _MIN_LENGTH or plain in STOP_WORDS or any(char.isdigit() for char in plain):
        return word
    allowed = 2 if len(plain) >= _LONG else 1
    near = [(edits(plain, other, allowed), other) for other in known if other[0] == plain[0]]
    distance, best = min(near, default=(allowed + 1, ""))
    return known[best] if distance <= allowed else word


@lru_cache(maxsize=65536)
def edits(left: str, right: str, most: int) -> int:
    """Return the edit distance (swapped neighbours count once), or more than ``most``."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def _triples(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
