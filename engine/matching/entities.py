"""Recognise codes, parts and subsystems in a text, French and English (EFI 5.2): no I/O."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from engine.codes.parsing import is_oem_code
from engine.matching.keywords import Term, all_words, stem
from engine.text.codes import find_codes
from graph.vocabulary import Locale

_MOST_WORDS = 6
#: What may be a maker's own code in a text: letters, then figures; a bare number may be anything.
_OEM_LIKE = re.compile(r"(?<![\w-])[A-Za-z]{1,4}\d{2,5}(?![\w-])")


class EntityKind(StrEnum):
    """What an entity is."""

    CODE = "code"
    PART = "part"
    SUBSYSTEM = "subsystem"


@dataclass(frozen=True)
class Entity:
    """Something that a text names.

    Attributes:
        id: of the node, or ``subsystem.`` and the category of a card; the code of a code.
        said: the words that name it, folded.
    """

    kind: EntityKind
    id: str
    said: tuple[str, ...]

    @property
    def term(self) -> Term:
        """The entity as a keyword: the same in both languages."""
        said = " ".join(self.said)
        return Term(said, frozenset((self.id,)), covers=frozenset(self.said))


@dataclass(frozen=True)
class EntityName:
    """One name of a part or a subsystem."""

    id: str
    kind: EntityKind
    locale: Locale
    name: str


class EntityIndex:
    """The names of parts and subsystems, by their stems."""

    def __init__(self, names: Iterable[EntityName] = ()) -> None:
        """Keep each name by the stems of its words; of equal names the first id counts."""
        self._by_stems: dict[tuple[Locale, tuple[str, ...]], tuple[EntityKind, str]] = {}
        for item in sorted(names, key=lambda one: (one.id, one.locale, one.name)):
            stems = tuple(stem(word, item.locale) for word in all_words(item.name))
            if stems:
                self._by_stems.setdefault((item.locale, stems), (item.kind, item.id))

    def recognise(self, text: str, locale: Locale | None = None) -> tuple[Entity, ...]:
        """Return what a text names, the longest names first; none within another.

        Args:
            text: any.
            locale: of the text; None tries both languages.
        """
        words = all_words(text)
        found: dict[str, Entity] = {}
        taken: set[int] = set()
        for size in range(min(_MOST_WORDS, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                places = set(range(start, start + size))
                named = None if places & taken else self._named(words[start : start + size], locale)
                if named is not None:
                    taken |= places
                    said = tuple(words[start : start + size])
                    found.setdefault(named[1], Entity(*named, said))
        return tuple(found.values())

    def _named(self, words: list[str], locale: Locale | None) -> tuple[EntityKind, str] | None:
        for language in (locale,) if locale else tuple(Locale):
            stems = tuple(stem(word, language) for word in words)
            if (language, stems) in self._by_stems:
                return self._by_stems[language, stems]
        return None


def codes_in(text: str) -> tuple[tuple[str, ...], str]:
    """Return the trouble codes in a text, and the text without them.

    A maker's own code is one by its form only: whether it means something, a card or the graph
    must tell.
    """
    codes: dict[str, None] = {}
    rest: list[str] = []
    at = 0
    for mention in find_codes(text):
        rest.append(text[at : mention.start])
        at = mention.end
        if mention.code:
            codes[mention.code] = None
    left = " ".join([*rest, text[at:]])
    own = [said for said in _OEM_LIKE.findall(left) if is_oem_code(said)]
    for said in own:
        codes[said.upper()] = None
        left = left.replace(said, " ")
    return tuple(codes), left
