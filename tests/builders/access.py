"""Users, sessions and keys for tests, without the seconds that real passwords take."""

from dataclasses import dataclass
from typing import Any

from engine.clock import time_of_write
from engine.identifiers import new_id
from engine.principal import Principal
from engine.users.accounts import MERGE_USER
from engine.users.sessions import MERGE_SESSION
from engine.users.signing import AccessClaims, Signer
from graph.nodes.check import check_properties
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary import Label
from graph.vocabulary_records import Role
from tests.builders.database import rows

OWN, OTHER = Settings().garage_id, "garage_other"
SECRET = "a-secret-of-tests-that-has-64-bytes-or-more-so-that-every-hash-takes-it"
PASSWORD = "deux vélos sous la pluie"
OPERATOR = Principal("cli", "cli", Role.ADMIN, OWN, is_cross_garage=True)


@dataclass(frozen=True)
class Person:
    """A user with an access token."""

    id: str
    session_id: str
    headers: dict[str, str]


def make_user(graph: Graph, role: Role, garage_id: str = OWN, **properties: Any) -> str:
    """Write a user who has no password, and return the id."""
    user_id = new_id("usr")
    values = {"id": user_id, "username": user_id, "role": role.value, "garage_id": garage_id}
    checked = check_properties(Label.USER, {**values, **properties})
    graph.write(MERGE_USER, username=checked["username"], properties=checked, now=time_of_write())
    return user_id


def open_session(graph: Graph, user_id: str, expires_at: str = "2999-01-01T00:00:00Z") -> str:
    """Open a session of a user, and return its id."""
    session_id = new_id("ses")
    graph.write(
        MERGE_SESSION,
        user_id=user_id,
        session_id=session_id,
        expires_at=expires_at,
        token_id=new_id("tok"),
        token_hash=new_id("hash"),
        now=time_of_write(),
    )
    return session_id


def signed_in(graph: Graph, signer: Signer, user_id: str) -> Person:
    """Sign a user in anew."""
    session_id = open_session(graph, user_id)
    token = signer.sign(AccessClaims(user_id, session_id))
    return Person(user_id, session_id, {"Authorization": f"Bearer {token}"})


def person(graph: Graph, signer: Signer, role: Role, garage_id: str = OWN, **kw: Any) -> Person:
    """Make a user and sign in."""
    return signed_in(graph, signer, make_user(graph, role, garage_id, **kw))


def forget_people(graph: Graph) -> None:
    """Delete all users, sessions and keys, and what they did."""
    rows(graph, "MATCH (n:User|Session|RefreshToken|ApiKey|AccessEntry) DETACH DELETE n")
