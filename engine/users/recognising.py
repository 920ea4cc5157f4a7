"""Recognise whoever asks by a key or a token; the graph is asked each time: a change holds."""

import logging
from typing import Any

from cypher.library import query
from cypher.rows import access as rows
from engine.clock import time_of_write
from engine.principal import Principal
from engine.users.errors import UnauthorisedError
from engine.users.secret_texts import API_KEY_PREFIX, api_key_id, hash_of, is_same
from engine.users.signing import Signer, refused_token
from graph.errors import FaultgraphError
from graph.session import Graph
from graph.vocabulary_records import Role

LOG = logging.getLogger("faultgraph.users")
CHECK_USERS = query("access/check_users", rows.CheckUsersRow)
FIND_SESSION = query("access/find_session", rows.FindSessionRow)
FIND_API_KEY = query("access/find_api_key", rows.FindApiKeyRow)
MERGE_API_KEY_USE = query("access/merge_api_key_use", rows.MergeApiKeyUseRow)


def principal_of_credential(graph: Graph, signer: Signer, given: str) -> Principal:
    """Return who an API key or an access token belongs to.

    Raises:
        UnauthorisedError: it is neither, or it is over, revoked or of a disabled user.
    """
    if given.startswith(API_KEY_PREFIX):
        return _of_api_key(graph, given)
    claims = signer.read(given)
    found = graph.read(FIND_SESSION, session_id=claims.session_id)
    if not found or not found[0].is_open or found[0].user["id"] != claims.user_id:
        raise refused_token()
    user = found[0].user
    if not user["is_active"]:
        raise refused_token()
    return principal_of_user(user, claims.session_id)


def principal_of_user(user: dict[str, Any], session_id: str | None = None) -> Principal:
    """Return the principal of a user as the graph has it."""
    return Principal(
        id=user["id"],
        name=user["username"],
        role=Role(user["role"]),
        garage_id=user["garage_id"],
        is_cross_garage=user["is_cross_garage"] is True,
        session_id=session_id,
    )


def has_users(graph: Graph) -> bool:
    """Return whether a way to sign in was ever given to anybody."""
    return graph.read(CHECK_USERS)[0].exists


def _of_api_key(graph: Graph, given: str) -> Principal:
    key_id = api_key_id(given)
    found = graph.read(FIND_API_KEY, id=key_id) if key_id else []
    stored = found[0].api_key["secret_hash"] if found else ""
    if not is_same(stored, hash_of(given)) or not found[0].is_open:
        raise UnauthorisedError(
            "the API key is not valid",
            field="X-API-Key",
            fix="take a new one with POST /api/auth/api-keys",
            key="api_key.wrong",
        )
    if not found[0].is_used_now:
        _note_use(graph, found[0].api_key["id"])
    key = found[0].api_key
    return Principal(
        id=key["id"],
        name=key["name"],
        role=Role(key["role"]),
        garage_id=key["garage_id"],
        operations=tuple(key.get("operations") or ()),
    )


def _note_use(graph: Graph, key_id: str) -> None:
    """Note the hour; that this fails is no reason to refuse the request."""
    try:
        graph.write(MERGE_API_KEY_USE, id=key_id, now=time_of_write())
    except FaultgraphError as error:
        LOG.warning("the use of %s was not noted: %s", key_id, error.code)
