"""Rows of the queries below ``cypher/access``."""

from typing import Any

from cypher.rows import Row


class CheckUsersRow(Row):
    """Whether anybody may sign in."""

    exists: bool


class CountAdministratorsRow(Row):
    """How many active administrators there are."""

    total: int


class FindUserToSignInRow(Row):
    """Whoever wants to sign in."""

    id: str
    password_hash: str | None
    is_active: bool


class FindUserRow(Row):
    """One user, without the hash."""

    user: dict[str, Any]


class ListUsersRow(Row):
    """One page of users, without hashes."""

    users: list[dict[str, Any]]
    graph_version: int


class MergeUserRow(Row):
    """Who has the name."""

    id: str


class MergeUserChangeRow(Row):
    """The user that was changed."""

    id: str


class DeleteUserRow(Row):
    """How many users were deleted."""

    deleted: int


class MergeSessionRow(Row):
    """The session that was opened."""

    session_id: str


class DeleteEndedSessionsRow(Row):
    """How many sessions were over."""

    deleted: int


class FindSessionRow(Row):
    """A session and its user."""

    user: dict[str, Any]
    is_open: bool


class MergeTokenUseRow(Row):
    """What a refresh token is worth."""

    session_id: str
    user_id: str
    was_used: bool
    is_open: bool


class MergeNextTokenRow(Row):
    """When the session ends."""

    expires_at: Any


class MergeSessionsRevokedRow(Row):
    """How many sessions were revoked."""

    revoked: int


class MergeApiKeyRow(Row):
    """The key that was written."""

    id: str


class FindApiKeyRow(Row):
    """A key as it is stored."""

    api_key: dict[str, Any]
    is_open: bool
    is_used_now: bool


class ListApiKeysRow(Row):
    """One page of keys, without hashes."""

    api_keys: list[dict[str, Any]]
    graph_version: int


class MergeApiKeyRevokedRow(Row):
    """The key that was revoked."""

    id: str


class MergeApiKeyUseRow(Row):
    """The key that was used."""

    id: str


class MergeNamedGarageRow(Row):
    """The garage that has the id."""

    name: str
    created: bool


class ListGaragesRow(Row):
    """One page of garages."""

    garages: list[dict[str, Any]]
    graph_version: int


class MergeAccessEntryRow(Row):
    """The entry that was written."""

    id: str


class ListAccessEntriesRow(Row):
    """One page of the log."""

    entries: list[dict[str, Any]]
    graph_version: int
