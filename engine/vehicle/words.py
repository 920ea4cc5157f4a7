"""Split names and descriptions into comparable words: "Clio IV", "clio4" and "CLIO-4" are alike.

A word's key is folded; Roman numerals are figures; both languages' words for electric, hybrid and
gas are one. Short parts joined by a hyphen or a dot are one word ("e-208", "D-4D", "ID.3").
"""

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from engine.embedding import fold

_DROPPED = re.compile(
    r"\bph(?:ase)?\.?\s*[1-4]\b"
    r"|(?<!\d)\d\s*(?:portes?|doors?|places?|seats?)\b"
    r"|(?<!\d)(?:\d{1,3}[ .]?\d{3}|\d+)\s*km\b"
    r"|\b(?:mk|mark|g[ée]n[ée]ration|gen)\.?\s*(?=(?:\d|[iv]+)\b)"
    r"|(?<=\d)(?:e|[èe]me|nd|rd|th)\s+g[ée]n(?:[ée]ration)?\b",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?<!\d)\d{1,2}[.,]\d{1,2}(?!\d)(?:[il]\b)?"  # litres
    r"|[^\W_]+(?:[-.'][^\W_]+)*\+?"
    r"|[,;|]",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"[-.']")
_POWER = re.compile(
    r"(tce|tsi|tfsi|dci|tdi|hdi|bluehdi|cdti|tdci|thp|vti|puretech|ecoboost|jtd)(\d{2,3})"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_SAME = {
    **dict.fromkeys(("electric", "electrical", "electrics", "electriques", "ev"), "electrique"),
    **dict.fromkeys(("bev", "vehiculeelectrique"), "electrique"),
    **dict.fromkeys(("hybrid", "hybrids", "hybrides", "hybridation"), "hybride"),
    "lpg": "gpl",
    "series": "serie",
    "combustion": "combustible",
}
#: Not a model's number after "e": "500 e 2021", but "e 2008".
_YEAR = re.compile(r"19\d\d|20(?!08)\d\d")
_SHORT = 2
_LONG = 8
_ALIKE = 0.8
_TYPO_LENGTH = 5


class Word(NamedTuple):
    """One word; a mark that separates clauses has an empty key."""

    said: str
    key: str


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


def split(text: str) -> list[Word]:
    """Return the words of a description in order."""
    found: list[Word] = []
    plain = _DROPPED.sub(" ", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    for token in _WORD.findall(plain):
        found.extend(_words_of(token))
    return _joined_e(found)


@lru_cache(maxsize=8192)
def keys_of(name: str) -> tuple[str, ...]:
    """Return the keys of a name of the graph."""
    return tuple(word.key for word in split(name) if word.key)


def compact(keys: Iterable[str]) -> str:
    """Return keys as one string, so that "golf 7" equals "golf7"; figures stay apart."""
    text = ""
    for key in keys:
        text += f"_{key}" if text and text[-1].isdigit() and key[0].isdigit() else key
    return text


def windows(keys: Sequence[str], longest: int = 6) -> dict[str, list[tuple[int, int]]]:
    """Return where each run of up to ``longest`` words stands, by its compact form."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(keys)):
        for end in range(start + 1, min(len(keys), start + longest) + 1):
            if not keys[end - 1]:
                break
            found.setdefault(compact(keys[start:end]), []).append((start, end))
    return found


def closest(key: str, known: Collection[str]) -> str | None:
    """Return the known word that ``key`` misspells, if just one is the nearest."""
    if not can_be_misspelt(key):
        return None
    letters = set(key)
    matcher = SequenceMatcher(b=key, autojunk=False)
    near = []
    for other in known:
        if not _comparable(key, other) or len(letters ^ set(other)) > _SHORT + 1:
            continue
        matcher.set_seq1(other)
        if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            near.append((-matcher.ratio(), other))
    near.sort()
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    # A word that one error explains is as good a guess, whatever its first letter.
    rivals = {other for other in known if OSA.distance(key, other, score_cutoff=1) == 1}
    return near[0][1] if not rivals - {near[0][1]} or near[0][1] in rivals else None


def can_be_misspelt(key: str) -> bool:
    """Return whether a word is long enough to be told from others with a typing error."""
    return len(key) >= _TYPO_LENGTH and key.isalpha()


def _comparable(key: str, other: str) -> bool:
    if abs(len(other) - len(key)) > _SHORT:
        return False
    return other[0] == key[0] or len(key) >= _LONG


def _words_of(token: str) -> list[Word]:
    if token in {",", ";", "|"}:
        return [Word(token, "")]
    if re.match(r"\d{1,2}[.,]\d", token):
        return [Word(token, token.rstrip("ilIL").replace(",", "."))]
    found = [word for part in _glued(token.rstrip("+")) for word in _keyed(part)]
    return [*found, Word("+", "plus")] if token.endswith("+") else found


def _glued(token: str) -> list[str]:
    """Return the hyphenated parts; a short part belongs to its neighbour."""
    parts = _JOINTS.split(token)
    found = [parts[0]]
    for part in parts[1:]:
        short = min(len(found[-1]), len(part)) <= _SHORT
        if short and "'" not in token and found[-1].lower() != "non":
            found[-1] += part
        else:
            found.append(part)
    return found


def _keyed(said: str) -> list[Word]:
    key = fold(said.casefold())
    power = _POWER.fullmatch(key)
    if power:
        return [Word(said, power[1]), Word(said, power[2])]
    return [Word(said, _SAME.get(key, _ROMAN.get(key, key)))]


def _joined_e(words: Sequence[Word]) -> list[Word]:
    """Return the words with a lone "e" joined to the next: "e 208" is the "e-208"."""
    found: list[Word] = []
    for word in words:
        joins = word.key not in {"", "plus"} and not _YEAR.fullmatch(word.key)
        if found and found[-1].key == "e" and joins:
            found[-1] = Word(f"{found[-1].said} {word.said}", f"e{word.key}")
        else:
            found.append(word)
    return found
