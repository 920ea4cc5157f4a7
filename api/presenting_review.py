"""The queue of experts in the words of one language."""

from collections.abc import Mapping
from typing import Any

from api.http.schemas.review import ReviewItem
from api.presenting_tickets import moment
from api.texts import text
from graph.vocabulary import Locale


def present_review_item(item: Mapping[str, Any], locale: Locale) -> ReviewItem:
    """Return one item, and say why it waits."""
    return ReviewItem.model_validate(
        {
            **item,
            "title": item[f"title_{locale.value}"],
            "why": text(f"review_{item['kind']}", locale),
            "detail": item["why"],
            "since": moment(item["since"]),
            "occurrence_count": item["count"],
        }
    )
