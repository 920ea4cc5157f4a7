"""Rows of the queries below ``cypher/repair``."""

from typing import Any

from cypher.rows import Row


class ListKnownIdsRow(Row):
    """Ids that are knowledge, with their labels."""

    known: list[dict[str, Any]]


class FindActionKeyRow(Row):
    """The action that was recorded with a key."""

    id: str
    ticket_id: str


class MergeActionRow(Row):
    """The action."""

    id: str


class FindActionRow(Row):
    """One action; maps as the query's header says."""

    graph_version: int
    action: dict[str, Any]
    tried: list[dict[str, Any]]
    ruled_out: list[dict[str, Any]]
    usages: list[dict[str, Any]]


class ListActionsRow(Row):
    """One page of actions; maps as the query's header says."""

    graph_version: int
    actions: list[dict[str, Any]]


class ListTicketActionsRow(ListActionsRow):
    """The same of one ticket."""


class FindUsageKeyRow(Row):
    """The part usage that was allocated with a key."""

    id: str
    ticket_id: str


class MergeUsageRow(Row):
    """The part usage."""

    id: str


class FindUsageRow(Row):
    """One part usage; maps as the query's header says."""

    graph_version: int
    usage: dict[str, Any]
    part: dict[str, Any] | None
    is_known_substitute: bool


class ListUsagesRow(Row):
    """One page of part usages; maps as the query's header says."""

    graph_version: int
    usages: list[dict[str, Any]]


class ListTicketUsagesRow(ListUsagesRow):
    """The same of one ticket."""


class FindRecommendationRow(Row):
    """Who asks for a part."""

    by_card: bool
    by_fault: bool
    part: dict[str, Any] | None
