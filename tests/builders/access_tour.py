"""A walk through everything that sign-in asks of the graph."""

from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.app import create_app
from engine.users.accounts import UserForm, create_user, has_administrator
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.builders.access import OPERATOR, OWN, PASSWORD, SECRET

AUTH, API = "/api/auth", "/api/knowledge-graph"


def tour_of_access(graph: Graph) -> None:
    """Sign in and out, manage users, keys and garages, and read who did it."""
    form = UserForm("chief", PASSWORD, Role.ADMIN, OWN, is_cross_garage=True)
    create_user(graph, form, OPERATOR)
    assert has_administrator(graph)
    with TestClient(create_app(Settings(jwt_secret=SecretStr(SECRET)), graph)) as client:
        body = {"username": "chief", "password": PASSWORD}
        done = client.post(f"{AUTH}/login", json=body).json()
        token = {"refresh_token": done["refresh_token"]}
        done = client.post(f"{AUTH}/refresh", json=token).json()
        client.headers["Authorization"] = f"Bearer {done['access_token']}"
        garage = {"garage_id": "garage_tour", "name": "Tour"}
        assert client.post(f"{AUTH}/garages", json=garage).status_code == 200
        ann = {"username": "ann", "password": PASSWORD, "garage_id": "garage_tour"}
        user_id = client.post(f"{AUTH}/users", json=ann).json()["user"]["id"]
        assert client.patch(f"{AUTH}/users/{user_id}", json={"role": "expert"}).status_code == 200
        assert client.delete(f"{AUTH}/users/{user_id}").status_code == 200
        made = client.post(f"{AUTH}/api-keys", json={"name": "shop"}).json()
        key = {"Authorization": "", "X-API-Key": made["api_key"]}
        assert client.get(f"{AUTH}/me", headers=key).status_code == 200
        assert client.delete(f"{AUTH}/api-keys/{made['id']}").status_code == 200
        _list_everything(client)
        assert client.post(f"{AUTH}/logout", json={}).json()["ended"] == 1


def _list_everything(client: TestClient) -> None:
    lists = [f"{AUTH}/{name}" for name in ("users", "api-keys", "garages", "audit")]
    for place in (*lists, f"{API}/cases", f"{API}/vehicles"):
        assert client.get(place).status_code == 200
