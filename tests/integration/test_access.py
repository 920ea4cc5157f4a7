"""Sign in, stay signed in, sign out; users and keys, and what each ends at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.app import create_app
from engine.users.accounts import UserForm, create_user
from engine.users.signing import AccessClaims, Signer
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.builders.access import (
    OPERATOR,
    OTHER,
    OWN,
    PASSWORD,
    SECRET,
    Person,
    make_user,
    open_session,
    person,
    signed_in,
)
from tests.builders.database import rows

AUTH = "/api/auth"
SETTINGS = Settings(jwt_secret=SecretStr(SECRET))
SIGNER = Signer(SETTINGS)
NEW_PASSWORD = "le phare éclaire trois moulins"


@pytest.fixture
def client(graph: Graph) -> Iterator[TestClient]:
    form = UserForm("m.durand", PASSWORD, Role.TECHNICIAN, OWN)
    create_user(graph, form, OPERATOR)
    with TestClient(create_app(SETTINGS, graph)) as opened:
        yield opened


@pytest.fixture
def admin(graph: Graph, client: TestClient) -> Person:
    assert client
    return person(graph, SIGNER, Role.ADMIN)


def login(client: TestClient, password: str = PASSWORD, name: str = "m.durand") -> Any:
    return client.post(f"{AUTH}/login", json={"username": name, "password": password})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def me(client: TestClient, headers: dict[str, str]) -> Any:
    return client.get(f"{AUTH}/me", headers=headers)


def refresh(client: TestClient, token: str) -> Any:
    return client.post(f"{AUTH}/refresh", json={"refresh_token": token})


def test_who_knows_the_password_gets_in(client: TestClient) -> None:
    done = login(client, name=" M.Durand ").json()
    assert (done["token_type"], done["expires_in"]) == ("Bearer", 900)
    assert done["user"]["username"] == "m.durand"
    assert "password" not in str(done)
    principal = me(client, bearer(done["access_token"])).json()["principal"]
    assert (principal["role"], principal["garage_id"]) == ("technician", OWN)


@pytest.mark.parametrize(
    ("name", "password"), [("m.durand", "wrong words here"), ("nobody", PASSWORD), ("m.durand", "")]
)
def test_whether_a_name_exists_is_not_told(client: TestClient, name: str, password: str) -> None:
    refused = login(client, password, name)
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorised")
    assert refused.json()["detail"] == "user name or password is wrong"


def test_wrong_passwords_are_answered_ever_later_with_the_seconds_to_wait(
    client: TestClient,
) -> None:
    answers = [login(client, "wrong words here") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 429]
    late = login(client)
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) >= 1
    assert late.json()["code"] == "too_many_attempts"
    assert login(client, name="nobody").status_code == 401


def test_a_refresh_token_is_good_once_and_its_second_use_ends_the_session(
    client: TestClient,
) -> None:
    first = login(client).json()
    second = refresh(client, first["refresh_token"]).json()
    third = refresh(client, second["refresh_token"]).json()
    assert me(client, bearer(third["access_token"])).status_code == 200
    assert refresh(client, first["refresh_token"]).status_code == 401
    assert refresh(client, third["refresh_token"]).status_code == 401
    for each in (first, second, third):
        assert me(client, bearer(each["access_token"])).status_code == 401
    assert login(client).status_code == 200


def test_of_two_refreshes_at_once_one_is_the_first(client: TestClient) -> None:
    token = login(client).json()["refresh_token"]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: refresh(client, token).status_code, range(4)))
    assert sorted(answers) == [200, 401, 401, 401]


def test_only_hashes_of_tokens_are_stored(client: TestClient, graph: Graph) -> None:
    done = login(client).json()
    kept = str(rows(graph, "MATCH (n:User|Session|RefreshToken) RETURN properties(n) AS p"))
    assert done["refresh_token"] not in kept
    assert PASSWORD not in kept
    assert "$argon2id$" in kept


def test_signing_out_ends_this_session_or_all(client: TestClient) -> None:
    one, two, three = (login(client).json() for _ in range(3))
    out = client.post(f"{AUTH}/logout", json={}, headers=bearer(one["access_token"]))
    assert out.json()["ended"] == 1
    assert me(client, bearer(one["access_token"])).status_code == 401
    assert refresh(client, one["refresh_token"]).status_code == 401
    assert me(client, bearer(two["access_token"])).status_code == 200
    every = client.post(
        f"{AUTH}/logout", json={"all_sessions": True}, headers=bearer(two["access_token"])
    )
    assert every.json()["ended"] == 2
    assert me(client, bearer(three["access_token"])).status_code == 401


def test_a_new_password_ends_the_other_sessions(client: TestClient) -> None:
    here, there = login(client).json(), login(client).json()
    headers = bearer(here["access_token"])
    wrong = {"current_password": "wrong words here", "new_password": NEW_PASSWORD}
    refused = client.post(f"{AUTH}/password", json=wrong, headers=headers)
    assert (refused.status_code, refused.json()["field"]) == (422, "current_password")
    change = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    assert client.post(f"{AUTH}/password", json=change, headers=headers).json()["ended"] == 1
    assert me(client, headers).status_code == 200
    assert me(client, bearer(there["access_token"])).status_code == 401
    assert login(client).status_code == 401
    assert login(client, NEW_PASSWORD).status_code == 200


def test_a_disabled_user_is_out_at_once_and_a_new_role_holds_at_once(
    client: TestClient, graph: Graph, admin: Person
) -> None:
    done = login(client).json()
    place, headers = f"{AUTH}/users/{done['user']['id']}", bearer(done["access_token"])
    client.patch(place, json={"role": "viewer"}, headers=admin.headers)
    assert me(client, headers).json()["principal"]["role"] == "viewer"
    changed = client.patch(place, json={"is_active": False}, headers=admin.headers)
    assert changed.json()["user"]["is_active"] is False
    assert me(client, headers).status_code == 401
    assert refresh(client, done["refresh_token"]).status_code == 401
    assert login(client).status_code == 401
    client.patch(place, json={"is_active": True}, headers=admin.headers)
    assert me(client, headers).status_code == 401  # what was revoked stays revoked
    assert login(client).status_code == 200
    rows(graph, "MATCH (u:User {username: 'm.durand'}) SET u.is_active = false")
    assert refresh(client, login(client).json().get("refresh_token", "")).status_code == 401


def test_tokens_of_a_session_that_is_over_or_of_somebody_else_are_refused(
    client: TestClient, graph: Graph
) -> None:
    user_id, other = make_user(graph, Role.ADMIN), make_user(graph, Role.VIEWER)
    over = open_session(graph, user_id, expires_at="2020-01-01T00:00:00Z")
    theirs = open_session(graph, other)
    for session_id in (over, theirs, "ses_nowhere"):
        token = SIGNER.sign(AccessClaims(user_id, session_id))
        assert me(client, bearer(token)).status_code == 401
    rows(graph, "MATCH (u:User {id: $id}) DETACH DELETE u", id=other)
    assert me(client, bearer(SIGNER.sign(AccessClaims(other, theirs)))).status_code == 401


def test_a_refresh_token_is_no_access_token_and_the_other_way_round(client: TestClient) -> None:
    done = login(client).json()
    for header in ("Authorization", "X-API-Key"):
        value = done["refresh_token"]
        given = {header: f"Bearer {value}" if header == "Authorization" else value}
        assert me(client, given).status_code == 401
    assert refresh(client, done["access_token"]).status_code == 401


def test_sessions_that_are_over_are_deleted_at_the_next_sign_in(
    client: TestClient, graph: Graph
) -> None:
    user_id = login(client).json()["user"]["id"]
    open_session(graph, user_id, expires_at="2020-01-01T00:00:00Z")
    login(client)
    assert rows(graph, "MATCH (n:Session) RETURN count(n) AS n") == [{"n": 2}]
    assert rows(graph, "MATCH (n:RefreshToken) RETURN count(n) AS n") == [{"n": 2}]


def test_an_administrator_manages_the_users_of_the_garage(
    client: TestClient, admin: Person, graph: Graph
) -> None:
    form = {"username": "Ann", "password": PASSWORD, "role": "expert", "locale": "fr"}
    made = client.post(f"{AUTH}/users", json=form, headers=admin.headers)
    assert made.status_code == 201
    user = made.json()["user"]
    assert (user["username"], user["garage_id"], user["is_cross_garage"]) == ("ann", OWN, False)
    again = client.post(f"{AUTH}/users", json=form, headers=admin.headers)
    assert (again.status_code, again.json()["field"]) == (409, "username")
    listed = client.get(f"{AUTH}/users", params={"limit": 2}, headers=admin.headers).json()
    rest = client.get(
        f"{AUTH}/users", params={"cursor": listed["next_cursor"]}, headers=admin.headers
    ).json()
    assert len(listed["users"] + rest["users"]) == 3
    assert client.delete(f"{AUTH}/users/{user['id']}", headers=admin.headers).status_code == 200
    assert client.get(f"{AUTH}/users/{user['id']}", headers=admin.headers).status_code == 404
    assert rows(graph, "MATCH (:User)-[:BELONGS_TO]->(g:Garage) RETURN DISTINCT g.id AS id") == [
        {"id": OWN}
    ]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"garage_id": OTHER}, 403),
        ({"is_cross_garage": True}, 403),
        ({"role": "viewer", "is_cross_garage": True}, 422),
        ({"password": "short"}, 422),
        ({"role": "king"}, 422),
    ],
)
def test_an_administrator_of_one_garage_gives_nothing_beyond_it(
    client: TestClient, admin: Person, graph: Graph, change: dict[str, Any], status: int
) -> None:
    user_id = make_user(graph, Role.EXPERT)
    changed = client.patch(f"{AUTH}/users/{user_id}", json=change, headers=admin.headers)
    assert changed.status_code == status
    form = {"username": "ann", "password": PASSWORD, "role": "expert"} | change
    assert client.post(f"{AUTH}/users", json=form, headers=admin.headers).status_code == status


def test_who_sees_all_garages_is_out_of_reach_of_who_does_not(
    client: TestClient, admin: Person, graph: Graph
) -> None:
    above = make_user(graph, Role.EXPERT, is_cross_garage=True)
    place = f"{AUTH}/users/{above}"
    taken = client.patch(place, json={"password": NEW_PASSWORD}, headers=admin.headers)
    assert (taken.status_code, taken.json()["code"]) == (403, "forbidden")
    assert client.delete(place, headers=admin.headers).status_code == 403
    chief = person(graph, SIGNER, Role.ADMIN, OTHER, is_cross_garage=True)
    moved = client.patch(place, json={"garage_id": OTHER}, headers=chief.headers)
    assert moved.json()["user"]["garage_id"] == OTHER


def test_the_last_administrator_stays(client: TestClient, admin: Person, graph: Graph) -> None:
    place = f"{AUTH}/users/{admin.id}"
    for change in ({"is_active": False}, {"role": "expert"}):
        refused = client.patch(place, json=change, headers=admin.headers)
        assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert client.delete(place, headers=admin.headers).status_code == 409
    assert client.patch(place, json={"locale": "fr"}, headers=admin.headers).status_code == 200
    second = person(graph, SIGNER, Role.ADMIN)
    assert client.delete(place, headers=second.headers).status_code == 200
    assert me(client, admin.headers).status_code == 401


def test_two_administrators_cannot_remove_each_other_at_once(
    client: TestClient, admin: Person, graph: Graph
) -> None:
    second = person(graph, SIGNER, Role.ADMIN)

    def disable(pair: tuple[Person, Person]) -> int:
        by, whom = pair
        done = client.patch(
            f"{AUTH}/users/{whom.id}", json={"is_active": False}, headers=by.headers
        )
        return done.status_code

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(disable, [(admin, second), (second, admin)]))
    left = "MATCH (u:User {role: 'admin', is_active: true}) RETURN count(u) AS n"
    assert rows(graph, left) == [{"n": 1}]


def test_a_key_opens_what_its_role_and_its_operations_say(
    client: TestClient, admin: Person, graph: Graph
) -> None:
    form = {"name": "shop", "role": "technician", "operations": ["vehicles", f"GET {AUTH}/me"]}
    made = client.post(f"{AUTH}/api-keys", json=form, headers=admin.headers)
    assert made.status_code == 201
    key, key_id = made.json()["api_key"], made.json()["id"]
    assert key.startswith("fgk_")
    for given in ({"X-API-Key": key}, bearer(key)):
        assert me(client, given).json()["principal"]["id"] == key_id
        assert client.get("/api/knowledge-graph/vehicles", headers=given).status_code == 200
        bound = client.get("/api/knowledge-graph/cases", headers=given)
        assert (bound.status_code, bound.json()["code"]) == (403, "forbidden")
    listed = client.get(f"{AUTH}/api-keys", headers=admin.headers)
    assert key.split("_")[2] not in listed.text
    shown = listed.json()["api_keys"][0]
    assert shown["last_used_at"].endswith(":00:00.000000000+00:00")
    assert shown["created_by"] == admin.id
    kept = str(rows(graph, "MATCH (k:ApiKey) RETURN properties(k) AS p"))
    assert key.split("_")[2] not in kept
    for wrong in (key[:-1] + ("A" if key[-1] != "A" else "B"), "fgk_" + "0" * 20 + key[24:]):
        assert me(client, {"X-API-Key": wrong}).status_code == 401
    client.delete(f"{AUTH}/api-keys/{key_id}", headers=admin.headers)
    assert me(client, {"X-API-Key": key}).status_code == 401


def test_a_key_ends_on_its_day(client: TestClient, admin: Person, graph: Graph) -> None:
    form = {"name": "shop", "days": 1}
    key = client.post(f"{AUTH}/api-keys", json=form, headers=admin.headers).json()["api_key"]
    assert me(client, {"X-API-Key": key}).status_code == 200
    rows(graph, "MATCH (k:ApiKey) SET k.expires_at = datetime() - duration('PT1S')")
    assert me(client, {"X-API-Key": key}).status_code == 401


def test_garages_are_made_once_by_who_sees_them_all(client: TestClient, graph: Graph) -> None:
    chief = person(graph, SIGNER, Role.ADMIN, is_cross_garage=True)
    form = {"garage_id": "garage_lyon", "name": "Lyon"}
    answers = [
        client.post(f"{AUTH}/garages", json=form, headers=chief.headers).json()["created"]
        for _ in range(2)
    ]
    assert answers == [True, False]
    other = client.post(f"{AUTH}/garages", json=form | {"name": "X"}, headers=chief.headers)
    assert other.status_code == 409
    garages = client.get(f"{AUTH}/garages", headers=chief.headers).json()["garages"]
    assert [(item["id"], item["users"]) for item in garages] == [
        ("garage_local", 2),
        ("garage_lyon", 0),
    ]
    ann = {"username": "ann", "password": PASSWORD, "garage_id": "garage_lyon"}
    made = client.post(f"{AUTH}/users", json=ann, headers=chief.headers).json()["user"]
    assert made["garage_id"] == "garage_lyon"


def test_a_person_moves_with_the_garage(client: TestClient, graph: Graph) -> None:
    chief = person(graph, SIGNER, Role.ADMIN, is_cross_garage=True)
    mover = person(graph, SIGNER, Role.TECHNICIAN)
    stored = client.post(
        "/api/knowledge-graph/vehicles", json={"make": "Acme"}, headers=mover.headers
    ).json()["vehicle"]["id"]
    place = f"/api/knowledge-graph/vehicles/{stored}"
    assert client.get(place, headers=mover.headers).status_code == 200
    client.patch(f"{AUTH}/users/{mover.id}", json={"garage_id": OTHER}, headers=chief.headers)
    assert client.get(place, headers=mover.headers).status_code == 404
    assert client.get(place, headers=chief.headers).status_code == 200
    assert signed_in(graph, SIGNER, mover.id).id == mover.id
