"""Who asked for which change over the interface: no bodies, no secrets, no personal data."""

from dataclasses import dataclass

from cypher.library import query
from cypher.rows import access as rows
from engine.clock import time_of_write
from engine.identifiers import new_id
from engine.principal import Principal
from graph.nodes.check import check_properties
from graph.session import Graph
from graph.vocabulary import Label

MERGE_ACCESS_ENTRY = query("access/merge_access_entry", rows.MergeAccessEntryRow)
LIST_ACCESS_ENTRIES = query("access/list_access_entries", rows.ListAccessEntriesRow)
_MOST_TARGET = 200


@dataclass(frozen=True)
class AccessQuery:
    """Which entries; each filter given must hold.

    Attributes:
        scope: garage that asks; None: all garages.
        after: time (ISO 8601) and id of the last entry of the page before.
    """

    scope: str | None
    user_id: str | None = None
    target: str | None = None
    after: tuple[str, str] | None = None
    limit: int = 50


def note_access(graph: Graph, by: Principal, operation: str, target: str, status: int) -> None:
    """Write one entry.

    Args:
        graph: where.
        by: who asked.
        operation: method and address with the names of its parameters.
        target: the ids in the address, separated by spaces; empty: none.
        status: HTTP status of the answer.
    """
    entry_id = new_id("acc")
    properties = check_properties(
        Label.ACCESS_ENTRY,
        {
            "id": entry_id,
            "user_id": by.id,
            "garage_id": by.garage_id or None,
            "role": by.role.value,
            "operation": operation,
            "target": target[:_MOST_TARGET] or None,
            "http_status": status,
        },
    )
    graph.write(MERGE_ACCESS_ENTRY, id=entry_id, properties=properties, now=time_of_write())


def read_access_log(graph: Graph, wanted: AccessQuery) -> rows.ListAccessEntriesRow:
    """Return one entry more than a page, where there are more."""
    after_at, after_id = wanted.after or (None, None)
    return graph.read(
        LIST_ACCESS_ENTRIES,
        garage_id=wanted.scope,
        user_id=wanted.user_id,
        target=wanted.target,
        after_at=after_at,
        after_id=after_id,
        limit=wanted.limit + 1,
    )[0]
