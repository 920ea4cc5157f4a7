"""Who may come in: sessions, their tokens, keys of programs, and the log of what they did.

Secrets are only ever stored as hashes; users and garages themselves are in ``record``.
"""

from neomodel import StructuredNode

from graph.nodes.fields import Items, Moment, Text, Whole
from graph.nodes.knowledge import ID_PATTERN
from graph.vocabulary_records import Role


class Session(StructuredNode):
    """One sign-in of a user, and the family of the refresh tokens that followed each other."""

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    created_at = Moment()
    expires_at = Moment()
    revoked_at = Moment()


class RefreshToken(StructuredNode):
    """One refresh token, by its hash; it may be used once."""

    token_hash = Text(unique_index=True, required=True)
    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    created_at = Moment()
    used_at = Moment()


class ApiKey(StructuredNode):
    """The key of a program: a role in one garage, and perhaps only some operations.

    ``operations`` are tags of the interface or single operations (``POST /api/…``); none: all
    that the role may. ``last_used_at`` is kept by the hour.
    """

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    name = Text(required=True)
    garage_id = Text(required=True)
    role = Text(choices=Role, required=True)
    operations = Items(Text())
    secret_hash = Text(required=True)
    created_by = Text()
    created_at = Moment()
    expires_at = Moment()
    revoked_at = Moment()
    last_used_at = Moment()


class AccessEntry(StructuredNode):
    """Who asked for which change over the interface, and what came of it; no bodies, no secrets.

    ``target`` is the ids in the address. What changed in knowledge is told by :AuditEntry.
    """

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    user_id = Text(required=True)
    garage_id = Text()
    role = Text(choices=Role)
    operation = Text(required=True)
    target = Text()
    http_status = Whole(minimum=100, maximum=599, required=True)
    created_at = Moment()
