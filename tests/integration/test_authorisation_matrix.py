"""Every operation by every role in the own and in another garage, made from the OpenAPI document.

An operation that is added is covered as it is; where its path names a kind of record that is not in
``tests/builders/records.py`` yet, the test says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.app import create_app
from api.http.recorded_examples import recorded_examples
from api.http.routes import event_stream
from engine.users.signing import Signer
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.builders.access import OTHER, OWN, SECRET, forget_people, make_user, signed_in
from tests.builders.records import KNOWLEDGE, RECORDS
from tests.contract.checks.openapi_places import schemas_at

SETTINGS = Settings(jwt_secret=SecretStr(SECRET))
DOCUMENT = create_app(SETTINGS).openapi()
EXAMPLES = {(example.method, example.path): example for example in recorded_examples()}
#: A role, or nobody.
RANKS = ("anonymous", *Role)
REFUSED = {401, 403}


@dataclass(frozen=True)
class Operation:
    """One operation as the document tells it."""

    method: str
    path: str
    told: dict[str, Any] = field(repr=False)

    @property
    def role(self) -> str:
        """Return the least role."""
        return str(self.told["x-required-role"])

    @property
    def parameters(self) -> list[str]:
        """Return the names of the parameters of the path."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def records(self) -> list[str]:
        """Return those of them that name a record of a garage."""
        return [name for name in self.parameters if name not in KNOWLEDGE]

    def is_allowed(self, rank: str) -> bool:
        """Return whether a role may do it, in its own garage."""
        if rank == "anonymous" or self.told.get("x-cross-garage"):
            return False
        return RANKS.index(Role(rank)) >= RANKS.index(Role(self.role))

    def call(self, path_values: dict[str, str]) -> dict[str, Any]:
        """Return the request of its example, with other values in the path."""
        example = EXAMPLES.get((self.method, self.path))
        known = dict(example.parameters) if example else {}
        known |= {
            each["name"]: each["example"]
            for each in self.told.get("parameters", ())
            if each["in"] == "query" and each.get("required") and "example" in each
        }
        path = {name: path_values.get(name) or known.pop(name) for name in self.parameters}
        query = {name: value for name, value in known.items() if name not in path}
        return {
            "method": self.method,
            "url": self.path.format(**path),
            "params": query,
            "json": self._body(example.body if example else None),
        }

    def _body(self, recorded: Any) -> Any:
        content = self.told.get("requestBody", {}).get("content", {}).get("application/json")
        if recorded is not None or content is None:
            return recorded
        schemas = list(schemas_at(DOCUMENT, content["schema"], ""))
        found = [each for schema in schemas for each in schema.get("examples", ())]
        return content.get("example", found[0] if found else {})


OPERATIONS = [
    Operation(method, path, told)
    for path, operations in DOCUMENT["paths"].items()
    for method, told in operations.items()
    if "x-required-role" in told
]


def named(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


@dataclass
class World:
    """A served graph with somebody of each role in two garages, and somebody who sees both."""

    graph: Graph
    client: TestClient
    users: dict[tuple[str, str], str]
    signer: Signer

    def ask(self, rank: str, garage: str, call: dict[str, Any]) -> Any:
        """Ask as somebody, signed in anew: some operations end the session or the user."""
        headers = {}
        if rank != "anonymous":
            headers = signed_in(self.graph, self.signer, self.users[rank, garage]).headers
        return self.client.request(**call, headers=headers)

    def records(self, operation: Operation, garage: str = OWN) -> dict[str, str]:
        """Make the records that the path names."""
        return {name: RECORDS[name](self.graph, garage) for name in operation.records}


@pytest.fixture(scope="module")
def world(writable_knowledge: Graph) -> Iterator[World]:
    users = {
        (role.value, garage): make_user(writable_knowledge, role, garage)
        for role in Role
        for garage in (OWN, OTHER)
    }
    for role in (Role.EXPERT, Role.ADMIN):
        users[role.value, "all"] = make_user(writable_knowledge, role, OTHER, is_cross_garage=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(event_stream, "LONGEST_S", 0.0)  # or the stream of events would go on
        with TestClient(create_app(SETTINGS, writable_knowledge)) as client:
            yield World(writable_knowledge, client, users, Signer(SETTINGS))
    forget_people(writable_knowledge)


@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_every_path_parameter_is_a_record_or_knowledge(operation: Operation) -> None:
    unknown = sorted(set(operation.records) - RECORDS.keys())
    assert unknown == [], f"add a builder of {unknown} to tests/builders/records.py"


@pytest.mark.parametrize("rank", RANKS)
@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_a_role_may_what_the_document_says_and_nothing_else(
    world: World, operation: Operation, rank: str
) -> None:
    answer = world.ask(rank, OWN, operation.call(world.records(operation)))
    assert answer.status_code < 500, answer.text
    if operation.is_allowed(rank):
        assert answer.status_code not in REFUSED, answer.text
        if operation.records:
            assert answer.status_code != 404, answer.text
        return
    assert answer.status_code == (401 if rank == "anonymous" else 403), answer.text
    assert answer.json()["code"] == ("unauthorised" if rank == "anonymous" else "forbidden")


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.records], ids=named)
def test_a_record_of_another_garage_is_as_if_it_did_not_exist(
    world: World, operation: Operation
) -> None:
    call = operation.call(world.records(operation))
    for role in Role:
        answer = world.ask(role, OTHER, call)
        assert answer.status_code == (404 if operation.is_allowed(role) else 403), answer.text
    missing = world.ask(Role.ADMIN, OTHER, call).json()
    unknown = operation.call({name: f"{name[:3]}_nowhere" for name in operation.records})
    nowhere = world.ask(Role.ADMIN, OTHER, unknown).json()
    assert missing["code"] == nowhere["code"] == "not_found"
    assert missing["title"] == nowhere["title"]


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.records], ids=named)
def test_who_sees_all_garages_finds_their_records(world: World, operation: Operation) -> None:
    for role in (Role.EXPERT, Role.ADMIN):
        answer = world.ask(role, "all", operation.call(world.records(operation)))
        if operation.is_allowed(role):
            assert answer.status_code not in {*REFUSED, 404}, answer.text
        else:
            assert answer.status_code == 403, answer.text


@pytest.mark.parametrize(
    "operation", [each for each in OPERATIONS if each.told.get("x-cross-garage")], ids=named
)
def test_what_is_for_all_garages_takes_somebody_of_all_garages(
    world: World, operation: Operation
) -> None:
    call = operation.call({})
    assert world.ask(Role.ADMIN, OWN, call).status_code == 403
    assert world.ask(Role.EXPERT, "all", call).status_code == 403
    assert world.ask(Role.ADMIN, "all", call).status_code < 300


@pytest.mark.parametrize(
    "operation",
    [each for each in OPERATIONS if each.method == "get" and not each.parameters],
    ids=named,
)
def test_no_list_shows_a_record_of_another_garage(world: World, operation: Operation) -> None:
    own = [build(world.graph, OWN) for build in RECORDS.values()]
    call = operation.call({}) | {"params": operation.call({})["params"]}
    if operation.told.get("x-cross-garage"):
        return
    other = world.ask(Role.ADMIN, OTHER, call)
    assert [record for record in own if record in other.text] == []


def test_the_matrix_covers_all_operations_and_both_answers() -> None:
    assert {each.path for each in OPERATIONS} >= {"/api/knowledge-graph/cases", "/api/auth/users"}
    allowed = sum(each.is_allowed(rank) for each in OPERATIONS for rank in RANKS)
    assert 0 < allowed < len(OPERATIONS) * len(RANKS)
    assert len([each for each in OPERATIONS if each.records]) >= 8
