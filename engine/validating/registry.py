"""All checks of the live graph, and the run over them (V3)."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from cypher.library import query
from cypher.rows import validation as rows
from cypher.rows.admin import FindGraphVersionRow
from engine.validating import cards, computed
from engine.validating.findings import CheckResult, Found, Report, result
from engine.validating.rules import parameters
from graph.query import Query
from graph.session import Graph, Transaction
from graph.vocabulary_records import FindingSeverity

ERROR, WARNING, INFO = FindingSeverity.ERROR, FindingSeverity.WARNING, FindingSeverity.INFO
FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)


@dataclass(frozen=True)
class QueryCheck:
    """A check that one query makes."""

    id: str
    severity: FindingSeverity
    query: Query[Any]


@dataclass(frozen=True)
class ComputedCheck:
    """A check that is computed from what one query read."""

    id: str
    severity: FindingSeverity
    find: Callable[[Transaction], list[Found]]


#: Checks that are one query each.
QUERY_CHECKS: tuple[QueryCheck, ...] = (
    QueryCheck("bad_value", ERROR, query("validation/list_bad_values", rows.ListBadValuesRow)),
    QueryCheck(
        "bad_relationship_value",
        ERROR,
        query("validation/list_bad_relationship_values", rows.ListBadRelationshipValuesRow),
    ),
    QueryCheck(
        "unexpected_ends",
        ERROR,
        query("validation/list_unexpected_ends", rows.ListUnexpectedEndsRow),
    ),
    QueryCheck(
        "missing_translation",
        ERROR,
        query("validation/list_missing_translations", rows.ListMissingTranslationsRow),
    ),
    QueryCheck(
        "misaligned_lists",
        ERROR,
        query("validation/list_misaligned_lists", rows.ListMisalignedListsRow),
    ),
    QueryCheck(
        "misaligned_relationship_lists",
        ERROR,
        query(
            "validation/list_misaligned_relationship_lists", rows.ListMisalignedRelationshipListsRow
        ),
    ),
    QueryCheck(
        "orphan_fault", ERROR, query("validation/list_orphan_faults", rows.ListOrphanFaultsRow)
    ),
    QueryCheck(
        "unreachable_fault",
        ERROR,
        query("validation/list_unreachable_faults", rows.ListUnreachableFaultsRow),
    ),
    QueryCheck(
        "weight_outside_range",
        ERROR,
        query("validation/list_weights_outside_range", rows.ListWeightsOutsideRangeRow),
    ),
    QueryCheck(
        "weight_not_mean",
        ERROR,
        query("validation/list_weights_off_their_mean", rows.ListWeightsOffTheirMeanRow),
    ),
    QueryCheck(
        "action_without_steps",
        ERROR,
        query("validation/list_actions_without_steps", rows.ListActionsWithoutStepsRow),
    ),
    QueryCheck(
        "critical_fault_unchecked",
        ERROR,
        query("validation/list_unchecked_critical_faults", rows.ListUncheckedCriticalFaultsRow),
    ),
    QueryCheck(
        "risk_curve_broken",
        ERROR,
        query("validation/list_broken_risk_curves", rows.ListBrokenRiskCurvesRow),
    ),
    QueryCheck(
        "leak_above_unlisted_rate",
        ERROR,
        query("validation/list_leaks_above_unlisted_rate", rows.ListLeaksAboveUnlistedRateRow),
    ),
    QueryCheck(
        "code_malformed",
        ERROR,
        query("validation/list_malformed_codes", rows.ListMalformedCodesRow),
    ),
    QueryCheck(
        "code_duplicate",
        ERROR,
        query("validation/list_duplicate_codes", rows.ListDuplicateCodesRow),
    ),
    QueryCheck(
        "part_deprecated",
        ERROR,
        query("validation/list_required_deprecated_parts", rows.ListRequiredDeprecatedPartsRow),
    ),
    QueryCheck(
        "provenance_missing",
        ERROR,
        query(
            "validation/list_relationships_without_provenance",
            rows.ListRelationshipsWithoutProvenanceRow,
        ),
    ),
    QueryCheck(
        "alias_without_embedding",
        ERROR,
        query("validation/list_aliases_without_embedding", rows.ListAliasesWithoutEmbeddingRow),
    ),
    QueryCheck(
        "alias_ambiguous",
        ERROR,
        query("validation/list_ambiguous_aliases", rows.ListAmbiguousAliasesRow),
    ),
    QueryCheck(
        "applicability_clash",
        ERROR,
        query("validation/list_applicability_clashes", rows.ListApplicabilityClashesRow),
    ),
    QueryCheck(
        "prior_mass_stale",
        ERROR,
        query("validation/list_stale_prior_mass", rows.ListStalePriorMassRow),
    ),
    QueryCheck(
        "substitute_dangling",
        ERROR,
        query("validation/list_dangling_substitutes", rows.ListDanglingSubstitutesRow),
    ),
    QueryCheck(
        "card_without_steps",
        ERROR,
        query("validation/list_cards_without_steps", rows.ListCardsWithoutStepsRow),
    ),
    QueryCheck(
        "card_without_fault",
        WARNING,
        query("validation/list_cards_without_fault", rows.ListCardsWithoutFaultRow),
    ),
    QueryCheck(
        "observable_silent",
        WARNING,
        query("validation/list_silent_observables", rows.ListSilentObservablesRow),
    ),
    QueryCheck("test_mute", WARNING, query("validation/list_mute_tests", rows.ListMuteTestsRow)),
    QueryCheck(
        "revision_dead", WARNING, query("validation/list_dead_revisions", rows.ListDeadRevisionsRow)
    ),
    QueryCheck(
        "relationship_idle",
        INFO,
        query(
            "validation/list_active_relationships_of_inactive_nodes",
            rows.ListActiveRelationshipsOfInactiveNodesRow,
        ),
    ),
    QueryCheck(
        "code_without_cause",
        INFO,
        query("validation/list_codes_without_cause", rows.ListCodesWithoutCauseRow),
    ),
)
#: Checks that compute.
COMPUTED_CHECKS: tuple[ComputedCheck, ...] = (
    ComputedCheck("system_circle", ERROR, computed.system_circles),
    ComputedCheck("cause_circle", ERROR, computed.cause_circles),
    ComputedCheck("counts_off_ledger", ERROR, computed.counts_off_their_ledger),
    ComputedCheck("card_tree_broken", ERROR, cards.broken_trees),
    ComputedCheck("card_signature_stale", ERROR, cards.stale_signatures),
    ComputedCheck("pattern_without_match", WARNING, computed.patterns_without_match),
    ComputedCheck("faults_alike", WARNING, computed.alike_faults),
)
#: Ids of all checks with their severity.
CHECKS: dict[str, FindingSeverity] = {
    **{check.id: check.severity for check in QUERY_CHECKS},
    **{check.id: check.severity for check in COMPUTED_CHECKS},
}
_parameters = cache(parameters)


def validate_graph(
    graph: Graph, *, limit: int = 100, checks: frozenset[str] | None = None
) -> Report:
    """Run the checks in one read transaction.

    Args:
        graph: the graph to look at; nothing is written.
        limit: most findings returned for each check; totals are always whole.
        checks: ids of the checks to run; all of them unless given.
    """
    started = time.perf_counter()
    version, results = graph.read_unit(lambda tx: _run(tx, limit, checks))
    return Report(version, tuple(results), (time.perf_counter() - started) * 1000.0)


def _run(
    tx: Transaction, limit: int, checks: frozenset[str] | None
) -> tuple[int, list[CheckResult]]:
    version = tx.run(FIND_GRAPH_VERSION)
    results: list[CheckResult] = []
    for asked in QUERY_CHECKS:
        if checks is None or asked.id in checks:
            row = tx.run(asked.query, limit=limit, **_parameters().get(asked.id, {}))[0]
            results.append(result(asked.id, asked.severity, row.total, row.findings))
    for check in COMPUTED_CHECKS:
        if checks is None or check.id in checks:
            found = check.find(tx)
            results.append(result(check.id, check.severity, len(found), found[:limit]))
    return (version[0].version if version else 0), results
