"""Nouns for a group of symptoms: "smoke" without a colour, "warning light" without a name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.embedding import fold, normalise
from engine.text.words import content_words


@dataclass(frozen=True)
class Group:
    """A noun that stands for several observables.

    Attributes:
        name: for messages and tests.
        noun: what a complaint calls the whole group (folded).
        named: what an alias of a member has (folded).
        fillers: words beside the noun that name no member (folded).
    """

    name: str
    noun: re.Pattern[str]
    named: re.Pattern[str]
    fillers: frozenset[str]

    def is_named_in(self, alias: str) -> bool:
        """Return whether an alias names something of this group."""
        return bool(self.named.search(fold(normalise(alias))))

    def is_all_of(self, text: str) -> bool:
        """Return whether a text, free of its negation, says the noun and nothing more."""
        plain, count = self.noun.subn(" ", fold(normalise(text)))
        rest = [word for word in content_words(plain) if word.isalnum()]
        return bool(count) and all(word in self.fillers for word in rest)


def _group(name: str, noun: str, named: str, fillers: str) -> Group:
    everywhere = "moindre particulier particuliere visible autre autres other sort comes coming"
    return Group(
        name,
        re.compile(rf"\b(?:{noun})\b"),
        re.compile(rf"\b(?:{named})"),
        frozenset(f"{fillers} {everywhere}".split()),
    )


GROUPS = (
    _group(
        "smoke",
        r"fum(?:ee?s?|ent|er|ait)|smok(?:es?|ing|ey)",
        r"fum|smok",
        "echappement pot exhaust tailpipe out derriere arriere behind",
    ),
    _group(
        "light",
        r"(?:voyant|temoin)s?|(?:warning|dash|dashboard) (?:light|lamp)s?|warnings?|telltales?",
        r"voyant|temoin|lights?\b|lamp|warning",
        "allume allumes allumer tableau bord dash dashboard lit up alerte defaut showing",
    ),
    _group("smell", r"odeurs?|sent|smells?|odou?rs?", r"odeur|sent\b|smell|odou?r", "bizarre odd"),
    _group("leak", r"fuit(?:e|es)?|leak(?:s|ing|age)?", r"fuit|leak", "liquide fluid anything"),
)


@lru_cache(maxsize=4096)
def groups_in(text: str) -> tuple[Group, ...]:
    """Return the groups whose noun a text has, with or without more."""
    plain = fold(normalise(text))
    return tuple(group for group in GROUPS if group.noun.search(plain))


def group_of(text: str) -> Group | None:
    """Return the group whose noun is all that a text names, or None."""
    return next((group for group in GROUPS if group.is_all_of(text)), None)
