"""Rows of the queries below ``cypher/search``."""

from typing import Any

from cypher.rows import Row


class ListFulltextAliasesRow(Row):
    """The aliases that share words with one text: id, text, observable id."""

    position: int
    hits: list[tuple[str, str, str]]


class ListSimilarAliasesRow(Row):
    """The aliases near one search: text, observable id, labels, cosines."""

    position: int
    hits: list[tuple[str, str, str, str, list[float]]]


class ListSimilarAliasesInLocaleRow(ListSimilarAliasesRow):
    """As ListSimilarAliasesRow, of one language."""


class ListAliasSampleRow(Row):
    """One alias and what it names."""

    alias_id: str
    text: str
    observable_id: str


class ListObservablesRow(Row):
    """Labels of observables: (id, French, English)."""

    graph_version: int
    observables: list[tuple[str, str, str]]


class ListKnowledgeRow(Row):
    """Knowledge of every kind that a text names; maps as the query's header says."""

    hits: list[dict[str, Any]]
    graph_version: int
