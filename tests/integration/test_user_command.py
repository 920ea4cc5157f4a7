"""``faultgraph user``: the first administrator, and everything that needs no sign-in."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.cli.commands.serve import refuse_open_door
from api.http.app import create_app
from graph.errors import ConfigurationError
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.builders.access import OWN, PASSWORD, make_user
from tests.builders.command_line import run_command
from tests.conftest import Address

NEW_PASSWORD = "le phare éclaire trois moulins"


def run(address: Address, *arguments: str, typed: str = "") -> Any:
    done = run_command(address, "user", *arguments, typed=typed)
    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    return json.loads(done.stdout)


def login(graph: Graph, password: str) -> int:
    with TestClient(create_app(Settings(), graph)) as client:
        body = {"username": "m.durand", "password": password}
        return client.post("/api/auth/login", json=body).status_code


def test_the_first_administrator_is_made_with_a_password_from_stdin(
    graph: Graph, address: Address
) -> None:
    made = run(address, "create", "M.Durand", "--role", "admin", typed=PASSWORD + "\n")
    assert (made[0]["username"], made[0]["role"], made[0]["garage_id"]) == (
        "m.durand",
        "admin",
        OWN,
    )
    assert login(graph, PASSWORD) == 200
    assert [user["username"] for user in run(address, "list")] == ["m.durand"]
    refused = run_command(address, "user", "disable", "m.durand")
    assert (refused.returncode, json.loads(refused.stderr)["error"]["code"]) == (4, "conflict")


def test_a_user_is_disabled_given_a_role_and_a_password(graph: Graph, address: Address) -> None:
    make_user(graph, Role.ADMIN)
    run(address, "create", "m.durand", typed=PASSWORD + "\n")
    assert run(address, "role", "m.durand", "expert")["role"] == "expert"
    seen = run(address, "role", "m.durand", "expert", "--cross-garage")
    assert seen["is_cross_garage"] is True
    assert run_command(address, "user", "role", "m.durand", "viewer").returncode == 6
    assert run(address, "role", "m.durand", "viewer", "--own-garage")["role"] == "viewer"
    assert run(address, "disable", "m.durand")["is_active"] is False
    assert login(graph, PASSWORD) == 401
    assert run(address, "enable", "m.durand")["is_active"] is True
    run(address, "password", "m.durand", typed=NEW_PASSWORD + "\n")
    assert (login(graph, PASSWORD), login(graph, NEW_PASSWORD)) == (401, 200)
    nobody = run_command(address, "user", "disable", "nobody")
    assert nobody.returncode == 3


def test_a_password_is_no_argument_and_must_be_good(graph: Graph, address: Address) -> None:
    assert graph
    given = run_command(address, "user", "create", "ann", "--password", "x")
    assert given.returncode == 2
    empty = run_command(address, "user", "create", "ann")
    assert (empty.returncode, json.loads(empty.stderr)["error"]["field"]) == (6, "password")
    short = run_command(address, "user", "create", "ann", typed="short\n")
    assert short.returncode == 6


def test_keys_and_garages_are_made_listed_and_revoked(graph: Graph, address: Address) -> None:
    garage = run(address, "garage", "create", "garage_lyon", "Lyon")
    assert garage == {"id": "garage_lyon", "created": True}
    assert [row["id"] for row in run(address, "garage", "list")] == ["garage_lyon"]
    key = run(address, "key", "create", "shop", "--role", "viewer", "--operation", "diagnosis")
    with TestClient(create_app(Settings(), graph)) as client:
        given = {"X-API-Key": key["api_key"]}
        assert client.get("/api/auth/me", headers=given).status_code == 403  # bound to diagnosis
        run(address, "key", "revoke", key["id"])
        assert client.get("/api/auth/me", headers=given).status_code == 401
    listed = run(address, "key", "list")
    assert [(row["id"], row["operations"]) for row in listed] == [(key["id"], ["diagnosis"])]
    assert listed[0]["revoked_at"] is not None
    assert key["api_key"].split("_")[2] not in json.dumps(listed)


def test_an_address_beyond_this_machine_takes_an_administrator(
    graph: Graph, address: Address
) -> None:
    beyond = Settings.model_validate(
        {
            "api_host": "0.0.0.0",  # noqa: S104 - it must be refused
            "neo4j_uri": address.uri,
            "neo4j_username": address.username,
            "neo4j_password": address.password,
        }
    )
    make_user(graph, Role.EXPERT)
    make_user(graph, Role.ADMIN, is_active=False)
    with pytest.raises(ConfigurationError) as caught:
        refuse_open_door(beyond)
    assert caught.value.field == "FAULTGRAPH_API_KEY"
    assert "faultgraph user create" in str(caught.value.fix)
    make_user(graph, Role.ADMIN)
    refuse_open_door(beyond)
