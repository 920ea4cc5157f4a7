"""All aliases of one version of the graph: how rare words are, and who uses which words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from engine.text.groups import Group
from engine.text.matching import AliasIndex, AliasText
from engine.text.words import WordRarity, content_words

#: More aliases than any graph holds: all of them are read, so that no draw decides an answer.
_ALL = 1_000_000
#: Share of an observable's aliases that name the group ("voyant") for it to be a member.
_MEMBER_SHARE = 0.35


@dataclass(frozen=True)
class Vocabulary:
    """What is known of the aliases as a whole; it depends on nothing but them.

    Attributes:
        version: the version of the graph that holds them.
        aliases: every alias, in the order of the ids.
        learnt: room for what a model's calibration computes from them.
    """

    version: int
    aliases: tuple[AliasText, ...]
    learnt: dict[str, Any] = field(default_factory=dict)
    _of_group: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def rarity(self) -> WordRarity:
        """How much each word tells."""
        return WordRarity(self.aliases)

    @cached_property
    def _with_word(self) -> dict[str, set[int]]:
        places: dict[str, set[int]] = {}
        for at, alias in enumerate(self.aliases):
            for word in content_words(alias.text):
                places.setdefault(word, set()).add(at)
        return places

    @cached_property
    def _words_of(self) -> dict[str, set[str]]:
        words: dict[str, set[str]] = {}
        for alias in self.aliases:
            words.setdefault(alias.observable_id, set()).update(content_words(alias.text))
        return words

    def names(self, observable_id: str, thing: str) -> bool:
        """Return whether an alias of the observable names a thing, given in the singular."""
        known = self._words_of.get(observable_id, set())
        return not known.isdisjoint((thing, thing + "s", thing + "x", thing + "es"))

    def containing(self, words: Iterable[str]) -> dict[str, list[AliasText]]:
        """Return by observable the aliases that have all of these content words."""
        places = [self._with_word.get(word, set()) for word in words]
        found: dict[str, list[AliasText]] = {}
        for at in sorted(set.intersection(*places)) if places else ():
            alias = self.aliases[at]
            found.setdefault(alias.observable_id, []).append(alias)
        return found

    def is_of(self, observable_id: str, group: Group) -> bool:
        """Return whether an alias of the observable names something of a group."""
        if group.name not in self._of_group:
            self._of_group[group.name] = {
                alias.observable_id for alias in self.aliases if group.is_named_in(alias.text)
            }
        return observable_id in self._of_group[group.name]

    def members(self, group: Group) -> dict[str, str]:
        """Return the observables that a group's noun stands for, each with one alias id."""
        totals: dict[str, int] = {}
        named: dict[str, list[str]] = {}
        for alias in self.aliases:
            totals[alias.observable_id] = totals.get(alias.observable_id, 0) + 1
            if group.is_named_in(alias.text):
                named.setdefault(alias.observable_id, []).append(alias.alias_id)
        return {
            key: ids[0] for key, ids in named.items() if len(ids) >= _MEMBER_SHARE * totals[key]
        }


_READ: WeakKeyDictionary[Any, Vocabulary] = WeakKeyDictionary()


def vocabulary_of(index: AliasIndex) -> Vocabulary:
    """Return the vocabulary of an index; the aliases are read once for each graph version."""
    version = index.version()
    found = _READ.get(index)
    if found is None or found.version != version:
        aliases = sorted(index.sample(_ALL), key=lambda one: (one.alias_id, one.observable_id))
        found = _READ[index] = Vocabulary(version, tuple(aliases))
    return found
