"""Sign in, stay signed in, sign out.

Each refresh token is good once and is followed by the next of its session. One that comes a second
time was stolen, or its answer was lost: either way its session ends (RFC 9700, 4.14.2).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cypher.library import query
from cypher.rows import access as rows
from engine.clock import time_of_write
from engine.identifiers import new_id
from engine.principal import Principal
from engine.users.accounts import (
    MERGE_SESSIONS_REVOKED,
    MERGE_USER_CHANGE,
    find_user,
    plain_username,
)
from engine.users.errors import UnauthorisedError
from engine.users.passwords import (
    check_password_rules,
    hash_password,
    is_outdated,
    is_password,
    plain_password,
)
from engine.users.secret_texts import hash_of, new_refresh_token
from engine.users.signing import AccessClaims, Signer
from graph.errors import ConflictError, InvalidInputError
from graph.session import Graph, Transaction

FIND_USER_TO_SIGN_IN = query("access/find_user_to_sign_in", rows.FindUserToSignInRow)
MERGE_SESSION = query("access/merge_session", rows.MergeSessionRow)
DELETE_ENDED_SESSIONS = query("access/delete_ended_sessions", rows.DeleteEndedSessionsRow)
MERGE_TOKEN_USE = query("access/merge_token_use", rows.MergeTokenUseRow)
MERGE_NEXT_TOKEN = query("access/merge_next_token", rows.MergeNextTokenRow)


@dataclass(frozen=True)
class SignedIn:
    """What somebody gets who signed in.

    Attributes:
        expires_in: of the access token, in seconds.
        user: as ``find_user`` returns it.
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int
    user: dict[str, Any]
    session_id: str


def sign_in(
    graph: Graph, signer: Signer, username: str, password: str, *, session_days: int
) -> SignedIn:
    """Open a session for whoever knows the password.

    Raises:
        UnauthorisedError: the name is unknown, the password wrong, or the user disabled; which
            one is not told, and each takes as long.
    """
    found = graph.read(FIND_USER_TO_SIGN_IN, username=plain_username(username))
    stored = found[0].password_hash if found else None
    if not is_password(stored, password) or not found[0].is_active:
        raise _wrong()
    user_id = found[0].id
    session_id, token, now = new_id("ses"), new_refresh_token(), time_of_write()
    expires = datetime.now(UTC) + timedelta(days=session_days)
    better = _better_hash(stored or "", password)

    def write(tx: Transaction) -> None:
        tx.run(DELETE_ENDED_SESSIONS, user_id=user_id, now=now)
        if better:
            tx.run(MERGE_USER_CHANGE, id=user_id, properties={"password_hash": better}, now=now)
        tx.run(
            MERGE_SESSION,
            user_id=user_id,
            session_id=session_id,
            expires_at=expires.isoformat(timespec="milliseconds"),
            token_id=new_id("tok"),
            token_hash=hash_of(token),
            now=now,
        )

    graph.write_unit(write)
    return _signed_in(graph, signer, AccessClaims(user_id, session_id), token)


def refresh(graph: Graph, signer: Signer, token: str) -> SignedIn:
    """Return the next pair of tokens for a refresh token.

    Raises:
        UnauthorisedError: the token is unknown, its session is over, or it was used before, which
            ends its session.
    """
    following = new_refresh_token()
    used = graph.write_unit(lambda tx: _use(tx, hash_of(token), hash_of(following)))
    if used is None or used.was_used or not used.is_open:
        raise UnauthorisedError(
            "the refresh token is not valid",
            field="refresh_token",
            fix="sign in again with POST /api/auth/login",
            key="token.refresh",
        )
    return _signed_in(graph, signer, AccessClaims(used.user_id, used.session_id), following)


def sign_out(graph: Graph, user_id: str, session_id: str | None) -> int:
    """End one session of a user, or all (None); return how many were open."""
    return graph.write(
        MERGE_SESSIONS_REVOKED,
        user_id=user_id,
        session_id=session_id,
        except_id=None,
        now=time_of_write(),
    )[0].revoked


def change_password(graph: Graph, by: Principal, current: str, new: str) -> int:
    """Give oneself a new password; return how many other sessions that ended.

    Raises:
        ConflictError: who asks is a program.
        InvalidInputError: the current password is wrong, or the new one is not good enough.
    """
    if by.session_id is None:
        raise ConflictError(
            "only a user who is signed in has a password",
            fix="sign in with POST /api/auth/login",
            key="password.no_user",
        )
    user = find_user(graph, by.id, None)
    found = graph.read(FIND_USER_TO_SIGN_IN, username=user["username"])[0]
    if not is_password(found.password_hash, current):
        raise InvalidInputError(
            "the current password is wrong",
            field="current_password",
            fix="send the password that you sign in with",
            key="password.wrong",
        )
    hashed, now = hash_password(check_password_rules(new, user["username"])), time_of_write()

    def write(tx: Transaction) -> int:
        tx.run(MERGE_USER_CHANGE, id=by.id, properties={"password_hash": hashed}, now=now)
        return tx.run(
            MERGE_SESSIONS_REVOKED,
            user_id=by.id,
            session_id=None,
            except_id=by.session_id,
            now=now,
        )[0].revoked

    return graph.write_unit(write)


def _use(tx: Transaction, token_hash: str, next_hash: str) -> rows.MergeTokenUseRow | None:
    now = time_of_write()
    found = tx.run(MERGE_TOKEN_USE, token_hash=token_hash, now=now)
    if not found:
        return None
    used = found[0]
    if used.was_used:
        tx.run(
            MERGE_SESSIONS_REVOKED,
            user_id=used.user_id,
            session_id=used.session_id,
            except_id=None,
            now=now,
        )
    elif used.is_open:
        tx.run(
            MERGE_NEXT_TOKEN,
            session_id=used.session_id,
            token_id=new_id("tok"),
            token_hash=next_hash,
            now=now,
        )
    return used


def _signed_in(graph: Graph, signer: Signer, claims: AccessClaims, token: str) -> SignedIn:
    return SignedIn(
        access_token=signer.sign(claims),
        refresh_token=token,
        expires_in=signer.lifetime_s,
        user=find_user(graph, claims.user_id, None),
        session_id=claims.session_id,
    )


def _better_hash(stored: str, password: str) -> str | None:
    """Return a new hash where the stored one was made with other parameters than today's."""
    return hash_password(plain_password(password)) if is_outdated(stored) else None


def _wrong() -> UnauthorisedError:
    return UnauthorisedError(
        "user name or password is wrong",
        fix="type them again; an administrator can set a new password",
        key="login.wrong",
    )
