"""What a text tells a search: its codes, what it names, and its most telling words (F4)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from cypher.library import query
from cypher.rows import matching as rows
from engine.matching.entities import Entity, EntityIndex, EntityKind, EntityName, codes_in
from engine.matching.keywords import Rarity, Term, document, terms_of
from engine.matching.subsystem_words import subsystem_names
from engine.text.alias_index import GraphAliasIndex
from graph.session import Graph
from graph.vocabulary import Locale

LIST_ENTITY_NAMES = query("matching/list_entity_names", rows.ListEntityNamesRow)
LIST_CARD_KEYWORDS = query("matching/list_card_keywords", rows.ListCardKeywordsRow)
#: Words of a request that are searched for: five shared ones reach the highest score.
MOST_TERMS = 12
#: Aliases and cards that tell how rare a word is; ids are hashes, so the first are a fair draw.
_ALIASES, _CARDS = 20_000, 2_000


def _no_texts() -> dict[str, tuple[str, ...]]:
    return {}


@dataclass(frozen=True)
class Extracted:
    """What was found in a text.

    Attributes:
        codes: trouble codes, upper case.
        entities: parts and subsystems.
        terms: keywords, the most telling first; entities are terms too.
    """

    codes: tuple[str, ...]
    entities: tuple[Entity, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Extractor:
    """Extracts keywords and entities by what one version of a graph knows.

    Attributes:
        version: of the graph.
        rarity: how much a word tells.
        names: of parts and subsystems.
        observable_texts: aliases of each observable, by its id.
    """

    version: int = 0
    rarity: Rarity = field(default_factory=Rarity)
    names: EntityIndex = field(default_factory=EntityIndex)
    observable_texts: Mapping[str, tuple[str, ...]] = field(default_factory=_no_texts)

    def extract(self, text: str, locale: Locale | None = None, most: int = MOST_TERMS) -> Extracted:
        """Return what a text tells.

        Args:
            text: any; codes in it are no keywords.
            locale: of the text; None stems it in both languages.
            most: words kept, the most telling first; all entities are kept.
        """
        codes, left = codes_in(text)
        entities = self.names.recognise(left, locale)
        words = terms_of(left, self.rarity, locale)[:most]
        return Extracted(codes, entities, (*words, *(entity.term for entity in entities)))


_BUILT: WeakKeyDictionary[Graph, Extractor] = WeakKeyDictionary()


def extractor_of(graph: Graph) -> Extractor:
    """Return the extractor of a graph; it is made once for each version of the graph."""
    index = GraphAliasIndex(graph)
    version = index.version()
    found = _BUILT.get(graph)
    if found is None or found.version != version:
        found = _BUILT[graph] = _build(graph, index, version)
    return found


def _build(graph: Graph, index: GraphAliasIndex, version: int) -> Extractor:
    texts: dict[str, list[str]] = {}
    for alias in index.sample(_ALIASES):
        texts.setdefault(alias.observable_id, []).append(alias.text)
    cards = graph.read(LIST_CARD_KEYWORDS, limit=_CARDS)
    documents = [document({None: each}) for each in texts.values()]
    return Extractor(
        version,
        Rarity([*documents, *(row.keywords for row in cards)]),
        EntityIndex(_entity_names(graph.read(LIST_ENTITY_NAMES)[0].names)),
        {key: tuple(each) for key, each in texts.items()},
    )


def _entity_names(listed: Iterable[tuple[str, str, str, str]]) -> list[EntityName]:
    kinds: dict[str, EntityKind] = {"Part": EntityKind.PART, "System": EntityKind.SUBSYSTEM}
    named: Callable[..., EntityName] = EntityName
    found = [
        named(key, kinds[label], locale, name)
        for key, label, *labels in listed
        for locale, name in zip((Locale.FR, Locale.EN), labels, strict=True)
    ]
    table = [
        EntityName(token, EntityKind.SUBSYSTEM, locale, name)
        for token, locale, name in subsystem_names()
    ]
    return [*found, *table]
