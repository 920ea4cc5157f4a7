"""Users, keys and sessions as the interface and the command line show them: without secrets."""

from typing import Any

from api.http.schemas.access import iso
from engine.users.sessions import SignedIn

_USER = ("id", "username", "role", "garage_id", "is_active", "locale")
_KEY = ("id", "name", "role", "garage_id", "created_by")
_KEY_TIMES = ("created_at", "expires_at", "revoked_at", "last_used_at")


def present_user(user: dict[str, Any]) -> dict[str, Any]:
    """Return a user as it is shown."""
    return {
        **{name: user.get(name) for name in _USER},
        "is_cross_garage": user.get("is_cross_garage") is True,
        "created_at": iso(user.get("created_at")),
        "updated_at": iso(user.get("updated_at")),
    }


def present_key(key: dict[str, Any]) -> dict[str, Any]:
    """Return the key of a program as it is shown."""
    return {
        **{name: key.get(name) for name in _KEY},
        "operations": key.get("operations") or [],
        **{name: iso(key.get(name)) for name in _KEY_TIMES},
    }


def present_tokens(done: SignedIn) -> dict[str, Any]:
    """Return what somebody gets who signed in."""
    return {
        "access_token": done.access_token,
        "expires_in": done.expires_in,
        "refresh_token": done.refresh_token,
        "user": present_user(done.user),
    }
