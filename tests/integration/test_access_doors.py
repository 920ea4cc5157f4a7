"""When somebody has to sign in, what a setting opens, who did what, and that no secret is told."""

import logging
from collections import Counter
from collections.abc import Iterator
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
    forget_people,
    make_user,
    open_session,
    person,
)
from tests.builders.database import rows
from tests.builders.records import vehicle

API, AUTH = "/api/knowledge-graph", "/api/auth"
KEY = "a-key-of-16-chars-or-more"
SIGNER = Signer(Settings(jwt_secret=SecretStr(SECRET)))
VIN = "VF1AB000123456789"
FAULT = "fault.intake_air_leak"
COMPLAINT: dict[str, Any] = {"observables": [{"code": "P0171"}], "locale": "en"}


@pytest.fixture
def knowledge(writable_knowledge: Graph) -> Iterator[Graph]:
    forget_people(writable_knowledge)
    yield writable_knowledge
    forget_people(writable_knowledge)
    rows(writable_knowledge, "MATCH (n:Case|PersonalData|Vehicle) DETACH DELETE n")


def opened(graph: Graph, **settings: Any) -> TestClient:
    """Return the interface, open until its first user unless a setting says otherwise."""
    return TestClient(create_app(Settings(jwt_secret=SecretStr(SECRET), **settings), graph))


def log_of(graph: Graph) -> list[dict[str, Any]]:
    """Return the access log, the oldest first."""
    found = rows(graph, "MATCH (a:AccessEntry) RETURN a {.*} AS a ORDER BY a.created_at")
    return [dict(row["a"]) for row in found]  # type: ignore[call-overload]


def test_the_first_user_closes_the_door(knowledge: Graph) -> None:
    with opened(knowledge) as client:
        assert client.get(f"{API}/cases").status_code == 200
        assert client.get(f"{AUTH}/me").json()["principal"]["id"] == "local"
        make_user(knowledge, Role.VIEWER)
        refused = client.get(f"{API}/cases")
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert client.get("/health").status_code == client.get("/ready").status_code == 200


def test_the_first_user_and_key_are_made_where_the_server_is(knowledge: Graph) -> None:
    with opened(knowledge) as client:
        for place, body in (
            ("users", {"username": "ann", "password": PASSWORD}),
            ("api-keys", {"name": "shop"}),
        ):
            refused = client.post(f"{AUTH}/{place}", json=body)
            assert refused.status_code == 409
            assert "faultgraph user create" in refused.json()["fix"]
        assert client.get(f"{API}/cases").status_code == 200


def test_beyond_this_machine_nobody_is_let_in_without_a_key(knowledge: Graph) -> None:
    with opened(knowledge, api_host="0.0.0.0") as client:  # noqa: S104
        assert client.get(f"{API}/cases").status_code == 401


def test_the_servers_key_is_an_administrator_with_and_without_users(knowledge: Graph) -> None:
    with opened(knowledge, api_key=SecretStr(KEY)) as client:
        given = {"X-API-Key": KEY}
        assert client.get(f"{API}/cases").status_code == 401
        form = {"username": "ann", "password": PASSWORD, "role": "admin"}
        assert client.post(f"{AUTH}/users", json=form, headers=given).status_code == 201
        assert client.get(f"{AUTH}/me", headers=given).json()["principal"]["role"] == "admin"
        foreign = vehicle(knowledge, OTHER)
        assert client.get(f"{API}/vehicles/{foreign}", headers=given).status_code == 404
        token = person(knowledge, SIGNER, Role.VIEWER).headers
        assert client.get(f"{AUTH}/me", headers=token).status_code == 200


@pytest.mark.parametrize("path", ["diagnose", "diagnose-explained"])
def test_open_diagnosis_answers_anybody_and_stores_nothing(knowledge: Graph, path: str) -> None:
    make_user(knowledge, Role.ADMIN)
    foreign = vehicle(knowledge, OWN)
    with opened(knowledge, open_diagnosis=True) as client:
        answer = client.post(f"{API}/{path}", json=COMPLAINT)
        assert (answer.status_code, answer.json()["diagnosis_id"]) == (200, None)
        insisting = client.post(f"{API}/{path}", json=COMPLAINT | {"store": True})
        assert (insisting.status_code, insisting.json()["field"]) == (401, "store")
        theirs = COMPLAINT | {"vehicle": {"vehicle_id": foreign}}
        assert client.post(f"{API}/{path}", json=theirs).status_code == 404
        for open_path in ("nodes", "nodes/search?q=P0171", f"nodes/{FAULT}", "dtc/P0171"):
            assert client.get(f"{API}/{open_path}").status_code == 200
        parts = {"vehicle_id": foreign}
        assert client.get(f"{API}/faults/{FAULT}/parts", params=parts).status_code == 404
        assert client.post(f"{API}/interview", json=COMPLAINT).status_code == 401
        for closed in ("cases", "vehicles", "stats", "suggestions", "audit"):
            assert client.get(f"{API}/{closed}").status_code == 401
        bad = {"Authorization": "Bearer x.y.z"}
        assert client.get(f"{API}/nodes", headers=bad).status_code == 401
    assert rows(knowledge, "MATCH (c:Case) RETURN count(c) AS n") == [{"n": 0}]
    assert log_of(knowledge) == []


def test_a_viewer_diagnoses_without_storing_and_a_technician_stores(knowledge: Graph) -> None:
    viewer = person(knowledge, SIGNER, Role.VIEWER).headers
    technician = person(knowledge, SIGNER, Role.TECHNICIAN, OTHER).headers
    with opened(knowledge) as client:
        seen = client.post(f"{API}/diagnose", json=COMPLAINT, headers=viewer)
        assert (seen.status_code, seen.json()["diagnosis_id"]) == (200, None)
        insisting = COMPLAINT | {"store": True}
        assert client.post(f"{API}/diagnose", json=insisting, headers=viewer).status_code == 403
        stored = client.post(f"{API}/diagnose", json=COMPLAINT, headers=technician).json()
        case = f"{API}/cases/{stored['diagnosis_id']}"
        assert client.get(case, headers=technician).status_code == 200
    garages = rows(knowledge, "MATCH (c:Case) RETURN c.garage_id AS id")
    assert garages == [{"id": OTHER}]
    noted = [(entry["operation"], entry["http_status"]) for entry in log_of(knowledge)]
    assert noted == [(f"POST {API}/diagnose", 200)]


def test_a_risk_profile_of_another_garages_vehicle_is_not_found(knowledge: Graph) -> None:
    own = vehicle(knowledge, OWN)
    theirs = person(knowledge, SIGNER, Role.ADMIN, OTHER).headers
    ours = person(knowledge, SIGNER, Role.VIEWER).headers
    with opened(knowledge) as client:
        place = f"{API}/risk-profile/{own}"
        assert client.get(place, headers=theirs).status_code == 404
        assert client.get(place, headers=ours).status_code == 200


def test_every_change_leaves_who_what_and_when_and_reading_leaves_nothing(
    knowledge: Graph,
) -> None:
    ours = person(knowledge, SIGNER, Role.EXPERT)
    theirs = person(knowledge, SIGNER, Role.EXPERT, OTHER)
    with opened(knowledge) as client:
        form = {"make": "Renault", "vin": None, "plate": "AB-123-CD"}
        made = client.post(f"{API}/vehicles", json=form, headers=ours.headers).json()
        vehicle_id = made["vehicle"]["id"]
        place = f"{API}/vehicles/{vehicle_id}"
        client.patch(place, json={"mileage_km": 5}, headers=ours.headers)
        client.patch(place, json={"mileage_km": 9}, headers=theirs.headers)
        client.patch(place, json={"mileage_km": "x"}, headers=ours.headers)
        client.get(place, headers=ours.headers)
        client.post(f"{API}/scan", json={"text": "P0171"}, headers=ours.headers)
        log = client.get(f"{AUTH}/audit", headers=ours.headers).json()["entries"]
        assert [(e["operation"], e["target"], e["http_status"]) for e in log] == [
            ("PATCH /api/knowledge-graph/vehicles/{vehicle_id}", vehicle_id, 200),
            ("POST /api/knowledge-graph/vehicles", None, 201),
        ]
        assert {(e["user_id"], e["role"], e["garage_id"]) for e in log} == {
            (ours.id, "expert", OWN)
        }
        seen = client.get(f"{AUTH}/audit", headers=theirs.headers).json()["entries"]
        assert [(e["user_id"], e["http_status"]) for e in seen] == [(theirs.id, 404)]
        page: dict[str, Any] = {"limit": 1, "target": vehicle_id}
        first = client.get(f"{AUTH}/audit", params=page, headers=ours.headers).json()
        assert [entry["http_status"] for entry in first["entries"]] == [200]
        assert first["next_cursor"] is None
        by: dict[str, Any] = {"limit": 1, "user_id": ours.id}
        first = client.get(f"{AUTH}/audit", params=by, headers=ours.headers).json()
        rest = {**by, "cursor": first["next_cursor"]}
        second = client.get(f"{AUTH}/audit", params=rest, headers=ours.headers).json()
        assert [entry["http_status"] for entry in second["entries"]] == [201]
    assert "AB-123-CD" not in str(log_of(knowledge))


def test_what_was_refused_to_somebody_known_is_noted_too(knowledge: Graph) -> None:
    viewer = person(knowledge, SIGNER, Role.VIEWER)
    with opened(knowledge) as client:
        client.post(f"{API}/vehicles", json={"make": "Acme"}, headers=viewer.headers)
        client.post(f"{API}/vehicles", json={"make": "Acme"})
    assert [(e["user_id"], e["http_status"]) for e in log_of(knowledge)] == [(viewer.id, 403)]


def test_a_decision_on_knowledge_names_who_is_signed_in(knowledge: Graph) -> None:
    expert = person(knowledge, SIGNER, Role.EXPERT)
    with opened(knowledge) as client:
        node = f"{API}/nodes/{FAULT}"
        read = client.get(node, headers=expert.headers).json()
        version = read["node"]["governance"]["version"]
        body = {"user": "somebody else", "expected_version": version}
        done = client.post(f"{node}/review", json=body, headers=expert.headers)
        assert done.status_code == 200
        log = client.get(f"{API}/audit", params={"entity_id": FAULT}, headers=expert.headers).json()
        assert log["entries"][0]["user_id"] == expert.id


def test_a_deed_that_cannot_be_noted_is_done_and_told_to_the_operator(
    knowledge: Graph, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from graph.errors import DatabaseError

    def broken(*_: Any) -> None:
        raise DatabaseError("no space")

    monkeypatch.setattr("api.auth.auditing.note_access", broken)
    with opened(knowledge) as client:
        assert client.post(f"{API}/vehicles", json={"make": "Acme"}).status_code == 201
    assert "POST /api/knowledge-graph/vehicles by local was not noted" in caplog.text


def test_no_secret_is_in_a_log_or_an_error(
    knowledge: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    create_user(knowledge, UserForm("ann", PASSWORD, Role.ADMIN, OWN), OPERATOR)
    with opened(knowledge, api_key=SecretStr(KEY)) as client:
        signed = client.post(f"{AUTH}/login", json={"username": "ann", "password": PASSWORD}).json()
        access, token = signed["access_token"], signed["refresh_token"]
        headers = {"Authorization": f"Bearer {access}"}
        key = client.post(f"{AUTH}/api-keys", json={"name": "x"}, headers=headers).json()["api_key"]
        secrets = [PASSWORD, access, token, key, KEY, VIN, SECRET, "wrong words here"]
        wrong = {"username": "ann", "password": "wrong words here"}
        as_json = {"Content-Type": "application/json"}
        change = {"current_password": "wrong words here", "new_password": PASSWORD}
        answers = [
            client.post(f"{AUTH}/login", json=wrong),
            client.post(f"{AUTH}/login", json={**wrong, "password": [PASSWORD], "more": PASSWORD}),
            client.post(f"{AUTH}/login", content=f'{{"password": "{PASSWORD}', headers=as_json),
            client.post(f"{AUTH}/login?password={PASSWORD}", json={}),
            client.post(f"{AUTH}/password", json=change, headers=headers),
            client.post(f"{AUTH}/users", json={"password": PASSWORD, "role": 1}, headers=headers),
            client.post(f"{AUTH}/refresh", json={"refresh_token": f"{token}x"}),
            client.get(f"{AUTH}/me", headers={"Authorization": f"Bearer {access}x"}),
            client.get(f"{AUTH}/me", headers={"X-API-Key": f"{key}x"}),
            client.get(f"{AUTH}/me", headers={"X-API-Key": f"{KEY}x"}),
            client.post(f"{API}/vehicles", json={"vin": f"{VIN}X", "plate": 3}, headers=headers),
            client.post(f"{API}/vehicles/decode", json={"vin": VIN[:-1]}, headers=headers),
        ]
        expected = {400: 1, 401: 5, 422: 6}
        assert Counter(int(answer.status_code) for answer in answers) == expected
        told = "".join(answer.text for answer in answers)
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    logged = "".join(f"{record.getMessage()}{record.exc_text or ''}" for record in ours)
    assert "POST /api/auth/login 401" in logged
    assert [secret for secret in secrets if secret in told + logged] == []


def test_errors_are_told_in_french(knowledge: Graph) -> None:
    make_user(knowledge, Role.ADMIN)
    with opened(knowledge) as client:
        french = {"Accept-Language": "fr"}
        refused = client.get(f"{API}/cases", headers=french).json()
        assert (refused["title"], refused["detail"]) == ("Accès refusé", "personne n'est connecté")
        wrong = {"username": "x1", "password": "y", "locale": "fr"}
        answer = client.post(f"{AUTH}/login", json=wrong).json()
        assert answer["detail"] == "le nom d'utilisateur ou le mot de passe est faux"


def test_a_token_of_a_graph_that_is_gone_is_refused(knowledge: Graph) -> None:
    user_id = make_user(knowledge, Role.ADMIN)
    token = SIGNER.sign(AccessClaims(user_id, open_session(knowledge, user_id)))
    with opened(knowledge) as client:
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get(f"{AUTH}/me", headers=headers).status_code == 200
        forget_people(knowledge)
        assert client.get(f"{AUTH}/me", headers=headers).status_code == 401
