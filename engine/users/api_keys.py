"""Keys of programs: a role in one garage until a day, perhaps for some operations only."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cypher.library import query
from cypher.rows import access as rows
from cypher.rows.vehicle import MergeGarageRow
from engine.clock import time_of_write
from engine.identifiers import new_id
from engine.principal import Principal
from engine.users.accounts import beyond_garage, check_garage_id
from engine.users.secret_texts import hash_of, new_api_key
from graph.errors import NotFoundError
from graph.nodes.check import check_properties
from graph.session import Graph, Transaction
from graph.vocabulary import Label
from graph.vocabulary_records import Role

MERGE_GARAGE = query("vehicle/merge_garage", MergeGarageRow)
MERGE_API_KEY = query("access/merge_api_key", rows.MergeApiKeyRow)
MERGE_API_KEY_REVOKED = query("access/merge_api_key_revoked", rows.MergeApiKeyRevokedRow)
LIST_API_KEYS = query("access/list_api_keys", rows.ListApiKeysRow)


@dataclass(frozen=True)
class KeyForm:
    """What a new key is to be.

    Attributes:
        name: what the program is, for people.
        operations: tags or single operations (``POST /api/…``) that it may; none: all of its role.
        days: how long it is good for.
    """

    name: str
    role: Role
    garage_id: str
    operations: tuple[str, ...] = ()
    days: int = 365


def create_api_key(graph: Graph, form: KeyForm, by: Principal) -> tuple[str, str]:
    """Write a new key; return its id and the key itself, which is shown this once.

    Raises:
        ForbiddenError: the garage is not one that ``by`` may give keys of.
        InvalidInputError: a value is not one that a key may have.
    """
    if not by.is_cross_garage and form.garage_id != by.garage_id:
        raise beyond_garage()
    check_garage_id(form.garage_id)
    key_id, now = new_id("key"), time_of_write()
    secret = new_api_key(key_id)
    expires = datetime.now(UTC) + timedelta(days=form.days)
    properties = check_properties(
        Label.API_KEY,
        {
            "id": key_id,
            "name": form.name,
            "garage_id": form.garage_id,
            "role": form.role.value,
            "operations": list(form.operations),
            "secret_hash": hash_of(secret),
            "created_by": by.id,
        },
    )

    def write(tx: Transaction) -> None:
        tx.run(MERGE_GARAGE, garage_id=form.garage_id, now=now)
        expires_at = expires.isoformat(timespec="milliseconds")
        tx.run(MERGE_API_KEY, id=key_id, properties=properties, expires_at=expires_at, now=now)

    graph.write_unit(write)
    return key_id, secret


def revoke_api_key(graph: Graph, key_id: str, scope: str | None) -> None:
    """Revoke a key of a garage (None: of any) for good; twice is once.

    Raises:
        NotFoundError: the garage has no such key.
    """
    if not graph.write(MERGE_API_KEY_REVOKED, id=key_id, garage_id=scope, now=time_of_write()):
        raise NotFoundError(
            f"there is no key {key_id[:40]!r}",
            field="key_id",
            fix="list those there are with GET /api/auth/api-keys",
            key="api_key.unknown",
            values={"id": key_id[:40]},
        )


def list_api_keys(graph: Graph, scope: str | None, after: str, limit: int) -> rows.ListApiKeysRow:
    """Return up to ``limit`` keys of a garage (None: of all) after an id, without secrets."""
    return graph.read(LIST_API_KEYS, garage_id=scope, after=after, limit=limit)[0]
