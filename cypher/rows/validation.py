"""Rows of the queries below ``cypher/validation``."""

from typing import Any

from cypher.rows import Row


class FindingsRow(Row):
    """What one check found: [node ids], [relation ids], detail."""

    total: int
    findings: list[tuple[list[str], list[str], str]]


class ListBadValuesRow(FindingsRow):
    """As the query's header says."""


class ListBadRelationshipValuesRow(FindingsRow):
    """As the query's header says."""


class ListMissingTranslationsRow(FindingsRow):
    """As the query's header says."""


class ListMisalignedListsRow(FindingsRow):
    """As the query's header says."""


class ListMisalignedRelationshipListsRow(FindingsRow):
    """As the query's header says."""


class ListOrphanFaultsRow(FindingsRow):
    """As the query's header says."""


class ListUnreachableFaultsRow(FindingsRow):
    """As the query's header says."""


class ListWeightsOutsideRangeRow(FindingsRow):
    """As the query's header says."""


class ListWeightsOffTheirMeanRow(FindingsRow):
    """As the query's header says."""


class ListActionsWithoutStepsRow(FindingsRow):
    """As the query's header says."""


class ListUncheckedCriticalFaultsRow(FindingsRow):
    """As the query's header says."""


class ListBrokenRiskCurvesRow(FindingsRow):
    """As the query's header says."""


class ListLeaksAboveUnlistedRateRow(FindingsRow):
    """As the query's header says."""


class ListSilentObservablesRow(FindingsRow):
    """As the query's header says."""


class ListCodesWithoutCauseRow(FindingsRow):
    """As the query's header says."""


class ListMalformedCodesRow(FindingsRow):
    """As the query's header says."""


class ListDuplicateCodesRow(FindingsRow):
    """As the query's header says."""


class ListMuteTestsRow(FindingsRow):
    """As the query's header says."""


class ListRequiredDeprecatedPartsRow(FindingsRow):
    """As the query's header says."""


class ListActiveRelationshipsOfInactiveNodesRow(FindingsRow):
    """As the query's header says."""


class ListRelationshipsWithoutProvenanceRow(FindingsRow):
    """As the query's header says."""


class ListAliasesWithoutEmbeddingRow(FindingsRow):
    """As the query's header says."""


class ListAmbiguousAliasesRow(FindingsRow):
    """As the query's header says."""


class ListApplicabilityClashesRow(FindingsRow):
    """As the query's header says."""


class ListStalePriorMassRow(FindingsRow):
    """As the query's header says."""


class ListDanglingSubstitutesRow(FindingsRow):
    """As the query's header says."""


class ListDeadRevisionsRow(FindingsRow):
    """As the query's header says."""


class ListUnexpectedEndsRow(FindingsRow):
    """As the query's header says."""


class TraceCountsRow(Row):
    """Counts and the sums of their ledgers; tuples as the query's header says."""

    sums: list[tuple[str, float, float]]
    links: list[tuple[str, str, str, float, float | None]]


class TraceTreesRow(Row):
    """Pairs that must not form a circle."""

    systems: list[tuple[str, str]]
    causes: list[tuple[str, str]]


class TracePatternsRow(Row):
    """Patterns and names; tuples as the query's header says."""

    patterns: list[tuple[str, str, str | None, str | None]]
    models: list[list[str | None]]
    engines: list[list[str | None]]


class TraceProfilesRow(Row):
    """What faults show; tuples as the query's header says."""

    faults: list[tuple[str, list[str] | None, list[str] | None]]
    leaks: list[tuple[str, float | None]]
    edges: list[tuple[str, str, float | None]]


class ListCardsWithoutStepsRow(FindingsRow):
    """As the query's header says."""


class ListCardsWithoutFaultRow(FindingsRow):
    """As the query's header says."""


class TraceCardTreesRow(Row):
    """Roots and nodes of all trees."""

    roots: list[tuple[str, str]]
    nodes: list[dict[str, Any]]


class TraceCardSignaturesRow(Row):
    """What signatures are made of."""

    cards: list[dict[str, Any]]
