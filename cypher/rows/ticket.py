"""Rows of the queries below ``cypher/ticket``."""

from typing import Any

from cypher.rows import Row


class MergeTicketRow(Row):
    """The ticket."""

    id: str


class MergeTicketPersonalDataRow(Row):
    """The node of personal data."""

    id: str


class MergeTicketLockRow(Row):
    """A ticket that is held; maps as the query's header says."""

    ticket: dict[str, Any]
    vehicle_id: str | None
    case_id: str | None
    parts_cost: float
    open_parts: list[dict[str, Any]]
    usage_ids: list[str]


class FindTicketRow(Row):
    """One ticket; maps as the query's header says."""

    graph_version: int
    ticket: dict[str, Any]
    vehicle_id: str | None
    case_id: str | None
    suggested: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    action_ids: list[str]
    personal: dict[str, Any] | None


class FindTicketKeyRow(Row):
    """The ticket that was made with a key."""

    id: str


class FindTicketReferencesRow(Row):
    """What a ticket is to be joined to, as far as it exists."""

    vehicle: dict[str, Any] | None
    case_id: str | None
    card_id: str | None


class ListTicketsRow(Row):
    """One page of tickets; maps as the query's header says."""

    graph_version: int
    tickets: list[dict[str, Any]]
