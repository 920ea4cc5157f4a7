"""What the graph holds, counted, as JSON values."""

from collections import Counter
from typing import Any

from api.presenting_governance import shown_source
from cypher.rows.admin import CountGraphRow
from graph.vocabulary import KnowledgeStatus, Label, Locale
from graph.vocabulary_records import CaseOutcome


def present_stats(row: CountGraphRow, locale: Locale) -> dict[str, Any]:
    """Return the counts of one read of the graph."""
    statuses = _by_status(row)
    knowledge = statuses.get(Label.KNOWLEDGE.value, Counter())
    cases = dict(row.cases)
    return {
        "graph_version": str(row.graph_version),
        "updated_at": row.updated_at,
        "nodes": {label: sum(counts.values()) for label, counts in sorted(statuses.items())},
        "not_active": {
            status: total
            for status, total in sorted(knowledge.items())
            if status != KnowledgeStatus.ACTIVE
        },
        "nodes_by_status": {
            label: {"total": sum(counts.values()), "by_status": dict(counts)}
            for label, counts in sorted(statuses.items())
        },
        **_relationships(row),
        **_sources(row),
        "reviewed": _reviewed(row),
        "ledger_entries": row.ledger_entries,
        "cases": {outcome.value: cases.get(outcome.value, 0) for outcome in CaseOutcome},
        "coverage": [
            {
                "id": key,
                "label": french if locale is Locale.FR else english,
                "faults": faults,
                "observables": observables,
                "parts": parts,
            }
            for key, french, english, faults, observables, parts in row.systems
        ],
    }


def _by_status(row: CountGraphRow) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for labels, status, _, total, _ in row.nodes:
        for label in labels:
            found.setdefault(label, Counter())[status or KnowledgeStatus.DRAFT.value] += total
    return found


def _relationships(row: CountGraphRow) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for kind, status, _, total, _, evidence in row.relationships:
        counts = found.setdefault(kind, {"total": 0, "by_status": Counter(), "evidence_count": 0})
        counts["total"] += total
        counts["by_status"][status or KnowledgeStatus.DRAFT.value] += total
        counts["evidence_count"] += evidence
    return {
        "relationships": {kind: counts["total"] for kind, counts in found.items()},
        "relationships_by_type": found,
        "evidence_count": sum(counts["evidence_count"] for counts in found.values()),
    }


def _sources(row: CountGraphRow) -> dict[str, Any]:
    kinds: Counter[str] = Counter()
    for _, _, kind, total, _ in row.nodes:
        kinds[kind or "unknown"] += total
    for _, _, kind, total, _, _ in row.relationships:
        kinds[kind or "unknown"] += total
    shown: Counter[str] = Counter()
    for kind, total in kinds.items():
        source = shown_source({"source_kind": kind})
        shown[source.value if source else "unknown"] += total
    return {"by_source": dict(shown), "by_source_kind": dict(kinds)}


def _reviewed(row: CountGraphRow) -> dict[str, Any]:
    counted = [
        (total, reviewed)
        for labels, _, _, total, reviewed in row.nodes
        if Label.ALIAS.value not in labels
    ]
    nodes = sum(total for total, _ in counted)
    reviewed = sum(done for _, done in counted)
    share = round(reviewed / nodes, 4) if nodes else 0.0
    return {"nodes": nodes, "reviewed": reviewed, "share": share}
