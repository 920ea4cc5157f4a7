"""Compare texts by their words, and mend misspelt words from the aliases' own vocabulary."""

import re
from collections.abc import Iterable
from functools import lru_cache

from engine.embedding import fold, normalise
from engine.text.negation import find_negation

#: Stands for any negation, so that "ne démarre pas" shares more with "does not" than "démarre".
_NEGATED = "\x00not"
_STOP = frozenset(
    "le la les l un une des du de d et est a au aux en dans sur ce ca c qui que qu je j il elle on "
    "mon ma mes ton ta sa son se s y ne n pas plus jamais sans aucun aucune ni tres trop bien fait "
    "quand lorsque des que me m ai suis sont par pour avec voiture vehicule "
    "the an is are was it its it's i my and of to in on at from with by for be been has have when "
    "no not never without nor any does do did doesn t don t isn won can very too so that this there "
    "car vehicle".split()
)
_WORD = re.compile(r"[^\W_]+")
_MIN_LENGTH = 4
_LONG = 7
_ALIKE = 0.6


@lru_cache(maxsize=16384)
def content_words(text: str) -> tuple[str, ...]:
    """Return the folded words that carry meaning, and one mark when the text is negated."""
    words = [word for word in _WORD.findall(fold(normalise(text))) if word not in _STOP]
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


def likeness(left: str, right: str) -> float:
    """Return how many content words two texts share, typing errors allowed (soft Dice)."""
    first, second = content_words(left), content_words(right)
    if not first or not second:
        return 0.0
    forward = sum(max(word_likeness(a, b) for b in second) for a in first)
    backward = sum(max(word_likeness(a, b) for a in first) for b in second)
    return (forward + backward) / (len(first) + len(second))


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
    known: dict[str, str] = {}
    for alias in vocabulary:
        for word in _WORD.findall(normalise(alias)):
            known.setdefault(fold(word), word)
    return _WORD.sub(lambda found: _mended(found[0], known), text)


def _mended(word: str, known: dict[str, str]) -> str:
    plain = fold(word)
    if plain in known:
        return known[plain]
    if len(plain) < _MIN_LENGTH or plain in _STOP or any(char.isdigit() for char in plain):
        return word
    allowed = 2 if len(plain) >= _LONG else 1
    near = [(edits(plain, other, allowed), other) for other in known if len(other) >= _MIN_LENGTH]
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
