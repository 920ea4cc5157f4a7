"""Opaque cursors of paged lists."""

import base64
import binascii
from typing import Annotated

from pydantic import Field

from graph.errors import InvalidInputError

#: The parameters of every paged list.
PageLimit = Annotated[int, Field(ge=1, le=200, description="how many entries a page has at most")]
Cursor = Annotated[
    Annotated[str, Field(max_length=400)] | None,
    Field(description="next_cursor of the page before; leave it out for the first page"),
]
_PREFIX = "after:"


def encode_cursor(last_id: str) -> str:
    """Return the cursor of the page after the node with this id."""
    return base64.urlsafe_b64encode((_PREFIX + last_id).encode()).decode()


def decode_cursor(cursor: str | None) -> str:
    """Return the id that the page comes after; "" for the first page.

    Raises:
        InvalidInputError: the cursor did not come from a page of this list.
    """
    if not cursor:
        return ""
    try:
        text = base64.urlsafe_b64decode(cursor.encode()).decode()
    except (binascii.Error, UnicodeError, ValueError):
        text = ""
    if not text.startswith(_PREFIX):
        raise InvalidInputError(
            "the cursor is not one of this list",
            field="cursor",
            fix="take next_cursor of the page before, or leave it out",
            key="cursor.invalid",
        )
    return text.removeprefix(_PREFIX)
