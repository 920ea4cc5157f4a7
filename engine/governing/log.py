"""Read the audit log, the latest first."""

from dataclasses import dataclass
from typing import Any

from cypher.library import query
from cypher.rows.governance import ListAuditEntriesRow
from engine.principal import SEES_NONE, Sight
from graph.session import Graph
from graph.vocabulary_records import AuditAction

LIST_AUDIT_ENTRIES = query("governance/list_audit_entries", ListAuditEntriesRow)


@dataclass(frozen=True)
class LogQuery:
    """Which entries; each filter given must hold.

    Attributes:
        after: time (ISO 8601) and id of the last entry of the page before.
        limit: size of a page.
        sight: unpublished cards that the one who asks sees.
    """

    entity_id: str | None = None
    action: AuditAction | None = None
    user: str | None = None
    after: tuple[str, str] | None = None
    limit: int = 50
    sight: Sight = SEES_NONE


@dataclass(frozen=True)
class LogPage:
    """One page of the log.

    Attributes:
        more: whether there are further entries.
    """

    entries: tuple[dict[str, Any], ...]
    more: bool
    graph_version: int


def read_log(graph: Graph, wanted: LogQuery) -> LogPage:
    """Return one page of the audit log."""
    after_at, after_id = wanted.after or (None, None)
    row = graph.read(
        LIST_AUDIT_ENTRIES,
        entity_id=wanted.entity_id,
        action=wanted.action.value if wanted.action else None,
        user=wanted.user,
        after_at=after_at,
        after_id=after_id,
        limit=wanted.limit + 1,
        **wanted.sight.parameters(),
    )[0]
    shown = tuple(row.entries[: wanted.limit])
    return LogPage(shown, len(row.entries) > wanted.limit, row.graph_version)
