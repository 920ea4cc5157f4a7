"""How people and vehicles are found again, however their plate or address was typed.

What was typed is stored as it was; beside it stands the one form that is searched.
"""

import re
from collections.abc import Mapping
from typing import Any


def plain_code(text: str | None) -> str | None:
    """Return a plate or VIN in the one form that is searched: letters and digits, upper case."""
    return re.sub(r"[\W_]+", "", text).upper() or None if text else None


def plain_contact(text: str | None) -> str | None:
    """Return an address or telephone number in the one form that is searched."""
    return " ".join(text.split()).lower() or None if text else None


def with_search_keys(personal: Mapping[str, Any]) -> dict[str, Any]:
    """Return personal data with ``plate_key`` and ``contact_key`` of the plate and contact given.

    A value of None gives a key of None, so that removing a plate removes what finds it.
    """
    keyed = dict(personal)
    if "plate" in personal:
        keyed["plate_key"] = plain_code(personal["plate"])
    if "customer_contact" in personal:
        keyed["contact_key"] = plain_contact(personal["customer_contact"])
    return keyed
