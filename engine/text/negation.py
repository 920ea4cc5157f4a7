"""Negation in French and English: is a text negated, and what is left without the negation.

"Pas de fumée" says that smoke is absent; "ne démarre pas" is itself a symptom. Grammar cannot
tell them apart, so nothing is decided here: ``find_negation`` gives the bare form, and
``engine.text.scoring`` compares both forms with the aliases.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.embedding import normalise
from engine.text.word_lists import AUXILIARIES, FILLERS, NEGATIVES, TAKE_DE

_TOKEN = re.compile(r"\w+n't|\w+'(?=\w)|[\w-]+|[^\w\s]")
_OF = frozenset(("de", "d'"))
_CLITICS = frozenset(("ne", "n'"))
_COPULAS = {"isn't": "is", "isnt": "is", "aren't": "are", "arent": "are", "wasn't": "was"}
_THERE_IS = re.compile(
    r"^(?:et |mais )?(?:il )?y ?a(?:vait)? |^(?:but |and )?there(?: (?:is|are|was)|'s) "
)
_OPENERS = re.compile(r"^(?:et|mais|and|but|puis|then|avec|with|or|ou)\b ?")
_PLUS = re.compile(
    r"\b(?:ne |n')(?:\S+ ){1,4}plus\b|^(?:et |mais )?(?:y ?a )?plus (?:de |d'|aucune?)"
    r"|\bplus(?: du tout)?$|\bplus (?:du tout|depuis|comme)\b"
)
_ABSENCE = re.compile(r"\babsence d(?:e |')")
#: A negation that only weakens ("not enough", "pas assez") is still a complaint.
_WEAK = re.compile(
    r"\b(?:pas|plus|jamais) (?:assez|tr[eè]s|bien|mal|que|seulement|forc[eé]ment|normale?s?|"
    r"compl[eè]tement|totalement|vraiment|toujours|correctement|comme)\b"
    r"|(?:\bnot|n't|\b(?:dont|doesnt|isnt|wont))(?: \w+){0,2} (?:properly|enough|very|right|"
    r"normal|always|only|well|fully|really|quite|correctly|as|like)\b"
    r"|\bnon[- ]stop\b|\bsans (?:arr[eê]t|cesse)\b"
)


@dataclass(frozen=True)
class Negation:
    """What a negation does to a text.

    Attributes:
        bare: the normalised text without its negation; empty when nothing else is said.
        is_weak: it only weakens ("not enough"), so it never means absent.
    """

    bare: str
    is_weak: bool


@lru_cache(maxsize=8192)
def find_negation(text: str) -> Negation | None:
    """Return the negation in the text, or None when it says nothing negative."""
    said = normalise(text)
    plus = bool(_PLUS.search(said))
    tokens = _TOKEN.findall(said)
    absence = _ABSENCE.search(said)
    if not (plus or absence or any(_is_negative(token) for token in tokens)):
        return None
    bare = _spaced(_without_negation(tokens, drop_plus=plus))
    bare = _THERE_IS.sub("", _OPENERS.sub("", bare))
    return Negation(_ABSENCE.sub("", bare).strip(" ,"), bool(_WEAK.search(said)))


def negated_by(connector: str, text: str) -> Negation | None:
    """Return the negation of the next item of a negated list ("no smoke or noise")."""
    own = find_negation(text)
    if own or connector not in ("or", "ou"):
        return own
    bare = normalise(text).removeprefix("de ").removeprefix("d'").removeprefix("any ")
    return Negation(bare, is_weak=False)


def _is_negative(token: str) -> bool:
    return token in NEGATIVES or token.endswith("n't")


def _without_negation(tokens: list[str], *, drop_plus: bool) -> list[str]:
    kept: list[str] = []
    dropped = ""
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token in _COPULAS:
            kept.append(_COPULAS[token])
        elif _is_dropped(token, following, dropped, drop_plus=drop_plus):
            dropped = token
            continue
        else:
            kept.append(token)
        dropped = ""
    return kept


def _is_dropped(token: str, following: str, dropped: str, *, drop_plus: bool) -> bool:
    if _is_negative(token) or token in _CLITICS:
        return True
    if token == "plus":  # noqa: S105 - a word
        return drop_plus
    if token in _OF:
        return dropped in TAKE_DE
    if token in AUXILIARIES:
        return following == "not"
    return token in FILLERS or (token in ("du", "tout", "more") and dropped != "")


def _spaced(tokens: list[str]) -> str:
    text = " ".join(tokens)
    return re.sub(r" ([,.;:!?)])", r"\1", text.replace("' ", "'"))
