"""The aliases in the graph: one full-text query and one vector query for a whole complaint."""

from collections.abc import Sequence
from typing import Any

from cypher.library import query
from cypher.rows.admin import FindGraphVersionRow
from cypher.rows.search import (
    ListAliasSampleRow,
    ListFulltextAliasesRow,
    ListSimilarAliasesInLocaleRow,
    ListSimilarAliasesRow,
)
from engine.text.matching import AliasHit, AliasText, VectorSearch
from engine.text.words import content_words
from graph.session import Graph
from graph.vocabulary import Locale

LIST_FULLTEXT_ALIASES = query("search/list_fulltext_aliases", ListFulltextAliasesRow)
LIST_SIMILAR_ALIASES = query("search/list_similar_aliases", ListSimilarAliasesRow)
LIST_SIMILAR_ALIASES_IN_LOCALE = query(
    "search/list_similar_aliases_in_locale", ListSimilarAliasesInLocaleRow
)
FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)
LIST_ALIAS_SAMPLE = query("search/list_alias_sample", ListAliasSampleRow)

#: Aliases read for each one kept: trouble codes and retired ones are filtered afterwards.
_OVERFETCH = 3
_MAX_WORDS = 16
_FUZZY_LENGTH = 4
_TWO_EDITS_LENGTH = 8
#: Matches nothing: Lucene refuses an empty query.
_NOTHING = '""'


class GraphAliasIndex:
    """The AliasIndex over the vector and full-text indexes of the graph."""

    def __init__(self, graph: Graph) -> None:
        """Keep the graph; nothing is read yet."""
        self._graph = graph

    def find_words(
        self, texts: Sequence[str], locale: Locale | None, limit: int
    ) -> list[list[AliasText]]:
        """Return for each text the aliases that share words with it, typing errors allowed."""
        if not texts or limit < 1:
            return [[] for _ in texts]
        rows = self._graph.read(
            LIST_FULLTEXT_ALIASES,
            queries=[fuzzy_query(text) for text in texts],
            locale=locale.value if locale else None,
            nearest=limit * _OVERFETCH,
            limit=limit,
        )
        return [[AliasText(*hit) for hit in row.hits] for row in rows]

    def find_similar(
        self, searches: Sequence[VectorSearch], locale: Locale | None, limit: int
    ) -> list[list[AliasHit]]:
        """Return for each search its nearest aliases and the listed ones, in one round trip."""
        if not searches:
            return []
        parameters: dict[str, Any] = {
            "searches": [
                {"vectors": search.vectors.tolist(), "alias_ids": list(search.alias_ids)}
                for search in searches
            ],
            "nearest": max(1, limit * _OVERFETCH),
            "limit": limit,
        }
        if locale is None:
            found = [row.hits for row in self._graph.read(LIST_SIMILAR_ALIASES, **parameters)]
        else:
            found = [
                row.hits
                for row in self._graph.read(
                    LIST_SIMILAR_ALIASES_IN_LOCALE, locale=locale.value, **parameters
                )
            ]
        return [[AliasHit(*hit[:4], tuple(hit[4])) for hit in hits] for hits in found]

    def sample(self, limit: int) -> list[AliasText]:
        """Return the first aliases by id; a limit above their number gives all."""
        rows = self._graph.read(LIST_ALIAS_SAMPLE, limit=limit)
        return [AliasText(row.alias_id, row.text, row.observable_id) for row in rows]

    def version(self) -> int:
        """Return the version of the graph; every write of knowledge counts it up."""
        return self._graph.read(FIND_GRAPH_VERSION)[0].version


def fuzzy_query(text: str) -> str:
    """Return a Lucene query for the words of a text: each as it is, or with one or two edits.

    Only letters and digits come through, in lower case, so no Lucene syntax can.
    """
    words = [word for word in content_words(text) if word.isalnum()][:_MAX_WORDS]
    return " ".join(_fuzzy(word) for word in words) or _NOTHING


def _fuzzy(word: str) -> str:
    if len(word) < _FUZZY_LENGTH:
        return word
    edits = 2 if len(word) >= _TWO_EDITS_LENGTH else 1
    return f"{word}^2 {word}~{edits}"
