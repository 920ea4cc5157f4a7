"""Rows of the queries below ``cypher/card``."""

from typing import Any

from cypher.rows import Row


class MergeCardRow(Row):
    """Whether the version was written."""

    written: int


class MergeCardEmbeddingRow(Row):
    """Whether there is such a card."""

    written: int


class MergeTreeNodesRow(Row):
    """How many nodes of the tree were written."""

    written: int


class LinkCardRow(Row):
    """How many relationships the card has."""

    written: int


class MergeCardWeightsRow(Row):
    """How many relationships have a weight."""

    weighed: int


class MergeCardLinksStatusRow(Row):
    """How much of the card and its tree has another status."""

    changed: int


class FindCardRow(Row):
    """A card with all it is joined to; ``card`` is None when there is none."""

    card: dict[str, Any] | None
    symptoms: list[dict[str, Any]]
    fault: dict[str, Any] | None
    root_causes: list[dict[str, Any]]
    systems: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    covers: list[dict[str, Any]]
    nodes: list[dict[str, Any]]
    graph_version: int


class ListUnknownReferencesRow(Row):
    """Ids that the graph does not have."""

    unknown: list[list[str]]


class ListCodeIdsRow(Row):
    """Ids of trouble codes."""

    ids: list[str]


class ListCardsRow(Row):
    """One page of cards."""

    cards: list[dict[str, Any]]
    graph_version: int


class ListCardsByWordsRow(Row):
    """One page of cards with their scores."""

    cards: list[dict[str, Any]]
    graph_version: int


class ListSimilarCardsRow(Row):
    """Cards that are like one."""

    cards: list[dict[str, Any]]
    observables: int
    graph_version: int
