"""Keywords of a text by TF-IDF, French and English, and how many two texts share (EFI 5.2).

A word's tokens are its stems in the language of its text, or in both where that is not known, so
that "batteries" is "battery" and "démarre" is "demarrer". No input or output.
"""

import re
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import snowballstemmer

from engine.embedding import fold, normalise
from engine.text.word_lists import SAID_BY_ALL, STOP_WORDS
from graph.vocabulary import Locale

_STEMMERS = {Locale.FR: "french", Locale.EN: "english"}
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Term:
    """One word of a text, or one thing that several words name.

    Attributes:
        said: as it is read, folded.
        tokens: what it is compared by; one in common is enough.
        weight: TF-IDF.
        covers: words of the text that it stands for, when it is a thing.
    """

    said: str
    tokens: frozenset[str]
    weight: float = 0.0
    covers: frozenset[str] = frozenset()


class Rarity:
    """Inverse document frequency over the aliases and the cards of a graph."""

    def __init__(self, documents: Iterable[Collection[str]] = ()) -> None:
        """Count in how many documents each token occurs."""
        self._counts: Counter[str] = Counter()
        self._total = 0
        for tokens in documents:
            self._counts.update(set(tokens))
            self._total += 1

    def weight(self, tokens: Iterable[str]) -> float:
        """Return the smoothed inverse document frequency of a word, from its commonest token."""
        count = max((self._counts[token] for token in tokens), default=0)
        return log((1 + self._total) / (1 + count)) + 1.0


def words_of(text: str) -> list[str]:
    """Return the telling words of a text, folded, in order and as often as they are there."""
    return [word for word in _WORD.findall(fold(normalise(text))) if _tells(word)]


def all_words(text: str) -> list[str]:
    """Return the words of a text but the small ones: "12 V battery" is not any battery."""
    return [word for word in _WORD.findall(fold(normalise(text))) if word not in STOP_WORDS]


def tokens_of(word: str, locale: Locale | None = None) -> frozenset[str]:
    """Return the stems of a folded word in one language, or in both."""
    languages = (locale,) if locale else tuple(_STEMMERS)
    return frozenset(stem(word, language) for language in languages)


@lru_cache(maxsize=65536)
def stem(word: str, locale: Locale) -> str:
    """Return the stem of a folded word; what has a figure in it stays as it is."""
    if any(char.isdigit() for char in word):
        return word
    with _LOCK:  # a stemmer keeps the word it works on
        return str(_stemmer(locale).stemWord(word))


def terms_of(text: str, rarity: Rarity, locale: Locale | None = None) -> list[Term]:
    """Return the words of a text, the most telling first, words of one stem together."""
    counts: dict[frozenset[str], int] = {}
    said: dict[frozenset[str], str] = {}
    for word in words_of(text):
        tokens = tokens_of(word, locale)
        counts[tokens] = counts.get(tokens, 0) + 1
        said.setdefault(tokens, word)
    found = [
        Term(said[tokens], tokens, (1.0 + log(count)) * rarity.weight(tokens))
        for tokens, count in counts.items()
    ]
    return sorted(found, key=lambda term: (-term.weight, term.said))


def shared_terms(terms: Sequence[Term], positions: Collection[int]) -> tuple[Term, ...]:
    """Return the terms that count, of those that a card has.

    A thing counts when none of its own words does: "air hose" is one or two keywords, never three.

    Args:
        terms: of the request.
        positions: of those whose tokens the card has.
    """
    had = [terms[at] for at in sorted(positions)]
    words = {term.said for term in had if not term.covers}
    return tuple(term for term in had if not term.covers & words)


def document(texts: Mapping[Locale | None, Iterable[str]]) -> set[str]:
    """Return all tokens of some texts by their language."""
    return {
        token
        for locale, each in texts.items()
        for text in each
        for word in words_of(text)
        for token in tokens_of(word, locale)
    }


def _tells(word: str) -> bool:
    if len(word) < _SHORTEST or word.isdigit():
        return False
    return word not in STOP_WORDS and word not in SAID_BY_ALL


@lru_cache(maxsize=2)
def _stemmer(locale: Locale) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[locale])
