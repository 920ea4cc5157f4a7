"""Decisions and the audit log as JSON values, for HTTP and for the command line."""

import json
from typing import Any

from engine.governing.entries import Decided
from graph.vocabulary import SourceKind
from graph.vocabulary_records import KnowledgeSource

#: The five sources of KG v2.8.8 by what is stored (section 9, "provenance").
SHOWN_SOURCE: dict[SourceKind, KnowledgeSource] = {
    SourceKind.AI_GENERATED: KnowledgeSource.AI_GENERATED,
    SourceKind.FORUM_ANALYSIS: KnowledgeSource.IMPORTED,
    SourceKind.IMPORTED_STATISTICS: KnowledgeSource.IMPORTED,
    SourceKind.EXPERT: KnowledgeSource.EXPERT,
    SourceKind.GARAGE_FEEDBACK: KnowledgeSource.USER_FEEDBACK,
    SourceKind.BULLETIN_OR_RECALL: KnowledgeSource.IMPORTED,
    SourceKind.STANDARD: KnowledgeSource.IMPORTED,
}


def shown_source(properties: dict[str, Any]) -> KnowledgeSource | None:
    """Return the source as KG v2.8.8 names it: learned once cases have added to it."""
    if properties.get("evidence_count") or properties.get("created_by") == "cbr":
        return KnowledgeSource.CBR_LEARNED
    kind = properties.get("source_kind")
    return SHOWN_SOURCE[SourceKind(kind)] if kind in set(SourceKind) else None


def present_decision(decided: Decided) -> dict[str, Any]:
    """Return what a change made."""
    return {
        "graph_version": str(decided.graph_version),
        "entity_type": decided.entity_kind.value,
        "entity_id": decided.entity_id,
        "status": decided.status,
        "version": decided.version,
        "audit_id": decided.audit_id or None,
        "changed": decided.changed,
    }


def present_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Return one entry of the audit log, with the names of the source."""
    return {
        "audit_id": entry["id"],
        "entity_type": entry["entity_kind"],
        "entity_id": entry["entity_id"],
        "action": entry["action"],
        "changed_fields": entry.get("changed_fields", []),
        "old_data": json.loads(entry.get("old_data") or "{}"),
        "new_data": json.loads(entry.get("new_data") or "{}"),
        "user_id": entry.get("user_id"),
        "user_email": entry.get("user_email"),
        "note": entry.get("notes"),
        "graph_version": str(entry.get("graph_version", "")),
        "created_at": entry["created_at"].isoformat(),
    }
