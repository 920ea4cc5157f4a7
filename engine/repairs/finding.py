"""Find and list technicians' actions and part usages of the garages that the caller may see."""

from cypher.library import query
from cypher.rows import repair as rows
from engine.principal import Principal
from engine.tickets.paging import Page, page_of, place_before
from graph.errors import NotFoundError
from graph.session import Graph

FIND_ACTION = query("repair/find_action", rows.FindActionRow)
LIST_ACTIONS = query("repair/list_actions", rows.ListActionsRow)
LIST_TICKET_ACTIONS = query("repair/list_ticket_actions", rows.ListTicketActionsRow)
FIND_USAGE = query("repair/find_usage", rows.FindUsageRow)
LIST_USAGES = query("repair/list_usages", rows.ListUsagesRow)
LIST_TICKET_USAGES = query("repair/list_ticket_usages", rows.ListTicketUsagesRow)
_SHOWN = 80


def find_action(graph: Graph, principal: Principal, action_id: str) -> rows.FindActionRow:
    """Return an action with what was tried, ruled out and consumed.

    Raises:
        NotFoundError: there is none, or it is another garage's.
    """
    found = graph.read(FIND_ACTION, id=action_id, garage_id=principal.scope)
    if not found:
        raise unknown_action(action_id)
    return found[0]


def list_actions(
    graph: Graph,
    principal: Principal,
    wanted: dict[str, str | None],
    limit: int,
    after: str = "",
) -> Page:
    """Return one page of actions, the newest first.

    Args:
        graph: where.
        principal: who asks.
        wanted: ``ticket_id`` and ``technician``; None: any.
        limit: size of the page.
        after: ``next_place`` of the page before, or "".

    Raises:
        InvalidInputError: ``after`` is not a place of this list.
    """
    before, before_id = place_before(after, "act_")
    place = {"before": before, "before_id": before_id, "limit": limit + 1}
    filters = {**wanted, **place, "garage_id": principal.scope}
    row: rows.ListActionsRow
    if filters["ticket_id"] is None:
        del filters["ticket_id"]
        row = graph.read(LIST_ACTIONS, **filters)[0]
    else:
        row = graph.read(LIST_TICKET_ACTIONS, **filters)[0]
    return page_of(row.graph_version, row.actions, limit, "started_at")


def find_usage(graph: Graph, principal: Principal, usage_id: str) -> rows.FindUsageRow:
    """Return a part usage.

    Raises:
        NotFoundError: there is none, or it is another garage's.
    """
    found = graph.read(FIND_USAGE, id=usage_id, garage_id=principal.scope)
    if not found:
        raise unknown_usage(usage_id)
    return found[0]


def list_usages(
    graph: Graph,
    principal: Principal,
    wanted: dict[str, str | None],
    limit: int,
    after: str = "",
) -> Page:
    """Return one page of part usages, the newest first.

    Args:
        graph: where.
        principal: who asks.
        wanted: ``ticket_id``, ``part_id`` and ``status``; None: any.
        limit: size of the page.
        after: ``next_place`` of the page before, or "".

    Raises:
        InvalidInputError: ``after`` is not a place of this list.
    """
    before, before_id = place_before(after, "use_")
    place = {"before": before, "before_id": before_id, "limit": limit + 1}
    filters = {**wanted, **place, "garage_id": principal.scope}
    row: rows.ListUsagesRow
    if filters["ticket_id"] is None:
        del filters["ticket_id"]
        row = graph.read(LIST_USAGES, **filters)[0]
    else:
        row = graph.read(LIST_TICKET_USAGES, **filters)[0]
    return page_of(row.graph_version, row.usages, limit, "allocated_at")


def unknown_action(action_id: str) -> NotFoundError:
    """Return the error of an action that is not there for this garage."""
    return NotFoundError(
        f"there is no technician action {action_id[:_SHOWN]!r}",
        field="action_id",
        fix="list those there are with `GET /api/efi/technician-actions`",
        key="action.unknown",
        values={"id": action_id[:_SHOWN]},
    )


def unknown_usage(usage_id: str) -> NotFoundError:
    """Return the error of a part usage that is not there for this garage."""
    return NotFoundError(
        f"there is no part usage {usage_id[:_SHOWN]!r}",
        field="usage_id",
        fix="list those there are with `GET /api/efi/part-usage`",
        key="usage.unknown",
        values={"id": usage_id[:_SHOWN]},
    )
