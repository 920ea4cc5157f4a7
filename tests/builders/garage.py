"""A garage with people of every role, who come in by the HTTP interface alone."""

from dataclasses import dataclass, field
from typing import Any

from fastapi.testclient import TestClient

from engine.users.accounts import UserForm, create_user
from graph.session import Graph
from graph.vocabulary_records import Role
from tests.builders.access import OPERATOR, OTHER, OWN, PASSWORD

API = "/api/efi"
FIGURES = (
    "usage_count",
    "success_count",
    "failure_count",
    "confidence_score",
    "confidence_level",
    "effectiveness_score",
)
BOSS = "chef"
#: Who works where, as what; ``chef`` sees all garages and lets the others in.
PEOPLE = {
    "lea": (Role.VIEWER, OWN),
    "tom": (Role.TECHNICIAN, OWN),
    "eve": (Role.EXPERT, OWN),
    "ada": (Role.ADMIN, OWN),
    "zoe": (Role.EXPERT, OTHER),
}


@dataclass
class Garage:
    """Two garages as their people see them."""

    client: TestClient
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def ask(
        self, who: str, method: str, path: str, body: Any = None, expect: int = 200, **query: Any
    ) -> dict[str, Any]:
        """Ask as somebody, and return the answer, which must have the expected status."""
        url = path if path.startswith("/api/") else f"{API}/{path}"
        headers = self.headers.get(who, {})
        said = self.client.request(method, url, json=body, params=query, headers=headers)
        assert said.status_code == expect, f"{who} {method} {path}: {said.text}"
        return dict(said.json())

    def get(self, who: str, path: str, expect: int = 200, **query: Any) -> dict[str, Any]:
        """Read something as somebody."""
        return self.ask(who, "GET", path, None, expect, **query)

    def post(
        self, who: str, path: str, body: Any = None, expect: int = 200, **query: Any
    ) -> dict[str, Any]:
        """Send something as somebody."""
        return self.ask(who, "POST", path, body or {}, expect, **query)

    def work_off(self) -> list[tuple[str, dict[str, Any]]]:
        """Handle all events of the garage; return what each handled one did, in order."""
        done = self.post("ada", "events/process", {"limit": 1000})
        assert (done["pending"], done["dead"], done["lost"]) == (0, 0, 0), done
        assert done["queue"]["pending"] == 0, done
        return [(each["event_type"], each["result"]) for each in done["handled"]]

    def events(self, aggregate_id: str) -> list[str]:
        """Return the types of what happened to a record, in the order of their positions."""
        found = self.get("lea", "events", aggregate_id=aggregate_id, limit=200)["events"]
        places = [each["position"] for each in found]
        assert places == sorted(set(places))
        assert {each["status"] for each in found} <= {"processed"}
        return [each["event_type"] for each in found]

    def sign_in(self, name: str) -> None:
        """Sign in by name and password."""
        body = {"username": name, "password": PASSWORD}
        told = self.post(name, "/api/auth/login", body)
        self.headers[name] = {"Authorization": f"Bearer {told['access_token']}"}
        self.ids[name] = told["user"]["id"]


def staffed(client: TestClient, graph: Graph) -> Garage:
    """Return two garages whose people have been made and have signed in."""
    garage = Garage(client)
    boss = UserForm(BOSS, PASSWORD, Role.ADMIN, OWN, is_cross_garage=True)
    create_user(graph, boss, OPERATOR)
    garage.sign_in(BOSS)
    for name, (role, place) in PEOPLE.items():
        body = {"username": name, "password": PASSWORD, "role": role.value, "garage_id": place}
        garage.ask(BOSS, "POST", "/api/auth/users", body, 201)
        garage.sign_in(name)
    return garage


def figures(garage: Garage, card_id: str) -> tuple[Any, ...]:
    """Return what counts have made of a card."""
    card = garage.get("lea", f"failure-cards/{card_id}")["card"]
    return tuple(card[name] for name in FIGURES)


def complain(garage: Garage, body: dict[str, Any]) -> dict[str, Any]:
    """Make a ticket, let the worker see it, and return it as the technician then sees it."""
    made = garage.post("tom", "tickets", body, 201)["ticket"]
    assert (made["status"], made["suggestions"]) == ("open", [])
    handled = garage.work_off()
    assert [kind for kind, _ in handled] == ["ticket.created"]
    found = garage.get("tom", f"tickets/{made['ticket_id']}", locale="fr")["ticket"]
    assert handled[0][1] == {"degraded": None, "matches_found": len(found["suggestions"])}
    assert found["ai_match_performed"]
    return dict(found)


def repaired(garage: Garage, ticket_id: str, **told: Any) -> str:
    """Record a whole action at once."""
    body = {
        "ticket_id": ticket_id,
        "started_at": "2026-03-02T09:00:00Z",
        "completed_at": "2026-03-02T10:30:00Z",
        "resolution_outcome": "success",
        "issue_resolved": True,
        **told,
    }
    made = garage.post("tom", "technician-actions", body, 201)
    return str(made["action"]["action_id"])
