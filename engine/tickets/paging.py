"""Pages of lists that are sorted by time and id."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.errors import InvalidInputError

_SEPARATOR = "|"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
_SECONDS = len("2026-01-01T00:00:00")


@dataclass(frozen=True)
class Page:
    """One page, and where the next one begins; None: there is none."""

    graph_version: int
    items: tuple[dict[str, Any], ...]
    next_place: str | None


def place_before(after: str, prefix: str = "") -> tuple[str | None, str]:
    """Return time and id of the last item of the page before, or None and "".

    Raises:
        InvalidInputError: ``after`` is not a place of this list.
    """
    moment, _, item_id = after.partition(_SEPARATOR)
    if after and not (_is_moment(moment) and item_id.startswith(prefix)):
        raise InvalidInputError(
            "the cursor is not one of this list",
            field="cursor",
            fix="take next_cursor of the page before, or leave it out",
            key="cursor.invalid",
        )
    return moment or None, item_id


def page_of(graph_version: int, found: Sequence[dict[str, Any]], limit: int, time_key: str) -> Page:
    """Return up to ``limit`` of the items found, one more of which tells of a next page."""
    shown = tuple(found[:limit])
    more = len(found) > limit
    last = shown[-1] if more else None
    place = f"{last[time_key].isoformat()}{_SEPARATOR}{last['id']}" if last else None
    return Page(graph_version, shown, place)


def _is_moment(text: str) -> bool:
    """Return whether a text is a time as the database writes it."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:_SECONDS])
    except ValueError:
        return False
    return True
