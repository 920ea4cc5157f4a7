"""Rows of the queries below ``cypher/learning``."""

from typing import Any

from cypher.rows import Row


class MergeVersionLockRow(Row):
    """The graph version under its lock."""

    version: int


class FindCaseToTeachRow(Row):
    """What an outcome needs of its case."""

    properties: dict[str, Any]
    observed: list[tuple[str, str]]
    fault_is_known: bool
    taught_before: list[str]


class LinkSuggestionsRow(Row):
    """How many relationships are suggested."""

    suggested: int


class ListTaughtRelationsRow(Row):
    """[observable, relation id] of what the findings speak about."""

    relations: list[tuple[str, str]]


class MergeLearnedCountsRow(Row):
    """How many relationships were taught."""

    written: int


class MergeOutcomeCountsRow(Row):
    """How many scopes of the vehicle were counted."""

    scopes: int


class MergeLearnedRatesRow(Row):
    """How many faults have outcomes."""

    confirmed: int


class MergeLearnedPatternRow(Row):
    """How many patterns were counted."""

    written: int


class ListSuggestionsRow(Row):
    """One page of suggested relationships."""

    graph_version: int
    suggestions: list[dict[str, Any]]
