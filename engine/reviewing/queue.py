"""The queue of experts: cards under review, drafts, suggested relationships, tickets unmatched."""

from collections.abc import Sequence
from enum import StrEnum

from cypher.library import query
from cypher.rows.review import ListReviewItemsRow
from engine.principal import Principal
from engine.tickets.paging import Page, page_of, place_before
from graph.session import Graph

LIST_REVIEW_ITEMS = query("review/list_review_items", ListReviewItemsRow)


class ReviewKind(StrEnum):
    """What an item of the queue is about."""

    CARD_PENDING_REVIEW = "card_pending_review"
    CARD_DRAFT = "card_draft"
    SUGGESTION = "suggestion"
    MATCH_FAILED = "match_failed"


def list_review_items(
    graph: Graph, principal: Principal, kinds: Sequence[ReviewKind], limit: int, after: str = ""
) -> Page:
    """Return one page of what waits, the longest first.

    Args:
        graph: where.
        principal: who asks; drafts and tickets are those of its garage.
        kinds: to list; none given: all.
        limit: size of the page.
        after: ``next_place`` of the page before, or "".

    Raises:
        InvalidInputError: ``after`` is not a place of this list.
    """
    moment, item_id = place_before(after)
    row = graph.read(
        LIST_REVIEW_ITEMS,
        garage_id=principal.scope,
        kinds=[kind.value for kind in kinds or tuple(ReviewKind)],
        after=moment,
        after_id=item_id,
        limit=limit + 1,
    )[0]
    return page_of(row.graph_version, row.items, limit, "since")
