"""Users: make, find, change and delete them (requirements 7).

An administrator manages the users of the own garage; who sees all garages manages all. The last
active administrator stays, so that the door that sign-in closes can always be opened again.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cypher.library import query
from cypher.rows import access as rows
from cypher.rows.learning import MergeVersionLockRow
from cypher.rows.vehicle import MergeGarageRow
from engine.clock import time_of_write
from engine.identifiers import new_id
from engine.principal import Principal
from engine.users.passwords import check_password_rules, hash_password
from graph.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from graph.nodes.check import check_properties
from graph.session import Graph, Transaction
from graph.vocabulary import Label, Locale
from graph.vocabulary_records import Role

FIND_USER = query("access/find_user", rows.FindUserRow)
LIST_USERS = query("access/list_users", rows.ListUsersRow)
MERGE_USER = query("access/merge_user", rows.MergeUserRow)
MERGE_USER_CHANGE = query("access/merge_user_change", rows.MergeUserChangeRow)
DELETE_USER = query("access/delete_user", rows.DeleteUserRow)
COUNT_ADMINISTRATORS = query("access/count_administrators", rows.CountAdministratorsRow)
MERGE_SESSIONS_REVOKED = query("access/merge_sessions_revoked", rows.MergeSessionsRevokedRow)
MERGE_GARAGE = query("vehicle/merge_garage", MergeGarageRow)
MERGE_VERSION_LOCK = query("learning/merge_version_lock", MergeVersionLockRow)
#: As it is stored; an e-mail address is one too.
USERNAME_PATTERN = r"[a-z0-9][a-z0-9._@+-]{1,63}"
GARAGE_PATTERN = r"[a-z][a-z0-9_]{2,63}"
_SEES_ALL = (Role.EXPERT, Role.ADMIN)


@dataclass(frozen=True)
class UserForm:
    """What a new user is to be."""

    username: str
    password: str = field(repr=False)
    role: Role
    garage_id: str
    is_cross_garage: bool = False
    locale: Locale | None = None


def plain_username(username: str) -> str:
    """Return the one form of a user name that is stored and compared."""
    return unicodedata.normalize("NFKC", username).strip().casefold()


def create_user(graph: Graph, form: UserForm, by: Principal) -> dict[str, Any]:
    """Write a new user and return it as ``find_user`` does.

    Raises:
        InvalidInputError: name or password are not good enough, or the role may not see all.
        ForbiddenError: the garage or the reach is beyond what ``by`` may give.
        ConflictError: the name is taken.
    """
    username = _checked_username(form.username)
    _check_reach(by, form.garage_id, form.role, is_cross_garage=form.is_cross_garage)
    plain = check_password_rules(form.password, username)
    user_id, now = new_id("usr"), time_of_write()
    properties = check_properties(
        Label.USER,
        {
            "id": user_id,
            "username": username,
            "garage_id": form.garage_id,
            "role": form.role.value,
            "is_cross_garage": form.is_cross_garage,
            "is_active": True,
            "locale": form.locale.value if form.locale else None,
            "password_hash": hash_password(plain),
        },
    )

    def write(tx: Transaction) -> dict[str, Any]:
        tx.run(MERGE_GARAGE, garage_id=form.garage_id, now=now)
        made = tx.run(MERGE_USER, username=username, properties=properties, now=now)[0]
        if made.id != user_id:
            raise _name_taken(username)
        return tx.run(FIND_USER, id=user_id, username=None, garage_id=None)[0].user

    return graph.write_unit(write)


def find_user(graph: Graph, user_id: str, scope: str | None) -> dict[str, Any]:
    """Return a user of a garage (None: of any).

    Raises:
        NotFoundError: the garage has no such user.
    """
    return _one(graph.read(FIND_USER, id=user_id, username=None, garage_id=scope), user_id)


def find_by_name(graph: Graph, username: str) -> dict[str, Any]:
    """Return the user of a name, of whatever garage.

    Raises:
        NotFoundError: nobody has the name.
    """
    plain = plain_username(username)
    return _one(graph.read(FIND_USER, id=None, username=plain, garage_id=None), plain)


def change_user(
    graph: Graph, user_id: str, changes: Mapping[str, Any], by: Principal
) -> dict[str, Any]:
    """Change what is given of a user and return it; a new password or no access ends sessions.

    Args:
        graph: where.
        user_id: whom.
        changes: role, garage_id, is_cross_garage, is_active, locale, password.
        by: who changes it.

    Raises:
        NotFoundError: ``by`` sees no such user.
        ForbiddenError: ``by`` may not change this user, or not in this way.
        ConflictError: the last active administrator would be gone.
        InvalidInputError: a value is not one that a user may have.
    """
    current = find_user(graph, user_id, by.scope)
    _check_rank(by, current)
    values = {**changes}
    password = values.pop("password", None)
    whole = {**current, **values}
    _check_reach(
        by, whole["garage_id"], Role(whole["role"]), is_cross_garage=whole["is_cross_garage"]
    )
    if password is not None:
        values["password_hash"] = hash_password(check_password_rules(password, current["username"]))
    check_properties(Label.USER, {"id": user_id, "username": current["username"], **values})
    ends = password is not None or values.get("is_active") is False
    return graph.write_unit(lambda tx: _write_change(tx, user_id, whole, values, ends=ends))


def delete_user(graph: Graph, user_id: str, by: Principal) -> None:
    """Delete a user; the ids that records name stay.

    Raises:
        NotFoundError: ``by`` sees no such user.
        ForbiddenError: ``by`` may not delete this user.
        ConflictError: it is the last active administrator.
    """
    _check_rank(by, find_user(graph, user_id, by.scope))

    def write(tx: Transaction) -> None:
        _keep_an_administrator(tx, user_id)
        tx.run(DELETE_USER, id=user_id)

    graph.write_unit(write)


def list_users(graph: Graph, scope: str | None, after: str, limit: int) -> rows.ListUsersRow:
    """Return up to ``limit`` users of a garage (None: of all) after an id."""
    return graph.read(LIST_USERS, garage_id=scope, after=after, limit=limit)[0]


def has_administrator(graph: Graph) -> bool:
    """Return whether somebody could sign in who may do everything."""
    return graph.read(COUNT_ADMINISTRATORS, except_id=None)[0].total > 0


def _write_change(
    tx: Transaction, user_id: str, whole: dict[str, Any], values: dict[str, Any], *, ends: bool
) -> dict[str, Any]:
    if not whole["is_active"] or whole["role"] != Role.ADMIN:
        _keep_an_administrator(tx, user_id)
    now = time_of_write()
    tx.run(MERGE_GARAGE, garage_id=whole["garage_id"], now=now)
    tx.run(MERGE_USER_CHANGE, id=user_id, properties=values, now=now)
    if ends:
        tx.run(MERGE_SESSIONS_REVOKED, user_id=user_id, session_id=None, except_id=None, now=now)
    return tx.run(FIND_USER, id=user_id, username=None, garage_id=None)[0].user


def _keep_an_administrator(tx: Transaction, user_id: str) -> None:
    """Refuse to take the last one away; two who take each other away queue at the lock."""
    tx.run(MERGE_VERSION_LOCK)
    user = tx.run(FIND_USER, id=user_id, username=None, garage_id=None)
    is_one = bool(user) and user[0].user["is_active"] and user[0].user["role"] == Role.ADMIN
    if is_one and tx.run(COUNT_ADMINISTRATORS, except_id=user_id)[0].total == 0:
        raise ConflictError(
            "this is the last active administrator",
            fix="make another administrator first",
            key="user.last_administrator",
        )


def check_garage_id(garage_id: str) -> None:
    """Refuse an id that no garage may have.

    Raises:
        InvalidInputError: it has other signs than lower-case letters, digits and _.
    """
    if re.fullmatch(GARAGE_PATTERN, garage_id) is None:
        raise InvalidInputError(
            "the id of a garage has 3 to 64 lower-case letters, digits and _",
            field="garage_id",
            fix="for example garage_lyon",
            key="garage.id",
        )


def _check_reach(by: Principal, garage_id: str, role: Role, *, is_cross_garage: bool) -> None:
    check_garage_id(garage_id)
    if is_cross_garage and role not in _SEES_ALL:
        raise InvalidInputError(
            "only experts and administrators may see all garages",
            field="is_cross_garage",
            fix="give the role expert or admin, or leave is_cross_garage out",
            key="user.cross_garage_role",
        )
    if not by.is_cross_garage and (is_cross_garage or garage_id != by.garage_id):
        raise beyond_garage()


def _check_rank(by: Principal, user: Mapping[str, Any]) -> None:
    """Refuse to touch somebody who sees more: a new password would hand that over."""
    if user["is_cross_garage"] and not by.is_cross_garage:
        raise beyond_garage()


def beyond_garage() -> ForbiddenError:
    """Return the error of whoever wants to reach beyond the own garage."""
    return ForbiddenError(
        "this reaches beyond your garage",
        fix="ask an administrator who sees all garages",
        key="garage.beyond",
    )


def _checked_username(username: str) -> str:
    plain = plain_username(username)
    if re.fullmatch(USERNAME_PATTERN, plain) is None:
        raise InvalidInputError(
            "a user name has 2 to 64 letters a to z, digits and . _ @ + -",
            field="username",
            fix="for example m.durand, or an e-mail address",
            key="user.name",
        )
    return plain


def _name_taken(username: str) -> ConflictError:
    return ConflictError(
        f"the user name {username!r} is taken",
        field="username",
        fix="take another one",
        key="user.taken",
        values={"username": username},
    )


def _one(found: list[rows.FindUserRow], wanted: str) -> dict[str, Any]:
    if not found:
        raise NotFoundError(
            f"there is no user {wanted[:40]!r}",
            field="user_id",
            fix="list those there are with GET /api/auth/users",
            key="user.unknown",
            values={"id": wanted[:40]},
        )
    return found[0].user
