"""Random secrets of refresh tokens and API keys, and the hashes that are stored of them.

They have 256 bits of chance, so a plain SHA-256 is enough: nobody can try them out.
"""

import hashlib
import re
import secrets

_API_KEY = re.compile(r"fgk_([0-9a-f]{20})_([A-Za-z0-9_-]{43})")
REFRESH_PREFIX = "fgr_"
API_KEY_PREFIX = "fgk_"


def new_refresh_token() -> str:
    """Return a refresh token; only its hash is stored."""
    return REFRESH_PREFIX + secrets.token_urlsafe(32)


def new_api_key(key_id: str) -> str:
    """Return the key of a program with the id ``key_…``; only its hash is stored."""
    return f"{API_KEY_PREFIX}{key_id.removeprefix('key_')}_{secrets.token_urlsafe(32)}"


def api_key_id(given: str) -> str | None:
    """Return the id that a key names, or None when it has not the form of one."""
    found = _API_KEY.fullmatch(given)
    return f"key_{found[1]}" if found else None


def hash_of(secret: str) -> str:
    """Return what is stored of a token or a key."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_same(some: str, other: str) -> bool:
    """Compare in a time that does not tell where they differ."""
    return secrets.compare_digest(some.encode(), other.encode())
