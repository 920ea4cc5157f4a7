"""Ids of records, made by the application (requirements section 9, "ids")."""

import hashlib
import secrets


def new_id(prefix: str) -> str:
    """Return a prefix and a random part, for example ``case_5f0c…``."""
    return f"{prefix}_{secrets.token_hex(10)}"


def derived_key(*parts: str) -> str:
    """Return a key that is a function of its parts: the same parts are the same record."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
