"""Rows of the queries below ``cypher/governance``."""

from typing import Any

from cypher.rows import Row


class FindNodeStateRow(Row):
    """A node as it stands."""

    labels: list[str]
    state: dict[str, Any]


class FindRelationshipStateRow(Row):
    """A relationship as it stands."""

    type: str
    source_id: str
    target_id: str
    state: dict[str, Any]
    of_cards: list[str]


class MergeNodeStatusRow(Row):
    """The new version of the node."""

    node_version: int


class MergeNodeReviewRow(Row):
    """The new version of the node."""

    node_version: int


class MergeNodeRestoredRow(Row):
    """The new version of the node."""

    node_version: int


class MergeRelationshipStatusRow(Row):
    """The new version of the relationship."""

    relation_version: int


class FindRevisionRow(Row):
    """A former state of a node."""

    revision_id: str
    change: str
    state: dict[str, Any]


class FindAuditEntryRow(Row):
    """An entry of the audit log."""

    entity_id: str
    user_id: str | None
    new_data: str | None


class MergeAuditEntryRow(Row):
    """The entry that was written."""

    audit_id: str


class ListAuditEntriesRow(Row):
    """One page of the audit log."""

    entries: list[dict[str, Any]]
    graph_version: int
