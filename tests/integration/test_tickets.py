"""Tickets over HTTP: made once, changed by whoever saw the last version, moved, found, scoped."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.dependencies import principal_of
from engine.cases.privacy import Subject, erase, held_of, purge
from engine.principal import Principal
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.builders.database import rows

TICKETS = "/api/efi/tickets"
VIN = "VF1BB05CF12345678"  # well-formed, invented


@pytest.fixture
def client(graph: Graph) -> Iterator[TestClient]:
    with TestClient(
        create_app(Settings(garage_id="garage_test", labor_rate=50.0), graph)
    ) as opened:
        yield opened


def make(client: TestClient, **fields: Any) -> dict[str, Any]:
    answer = client.post(TICKETS, json={"title": "does not charge", **fields})
    assert answer.status_code in {200, 201}, answer.text
    found: dict[str, Any] = answer.json()["ticket"]
    return found


def move(client: TestClient, ticket_id: str, status: str, **fields: Any) -> Any:
    if status == "resolved":
        fields.setdefault("resolution", "done")
    return client.post(f"{TICKETS}/{ticket_id}/status", json={"status": status, **fields})


def events(graph: Graph, ticket_id: str) -> list[tuple[str, dict[str, Any]]]:
    found = rows(
        graph,
        "MATCH (e:Event {aggregate_id: $id})-[:ABOUT]->(:Ticket) "
        "RETURN e.event_type AS kind, e.data AS data ORDER BY e.position",
        id=ticket_id,
    )
    return [(str(row["kind"]), json.loads(str(row["data"]))) for row in found]


def test_a_ticket_goes_through_its_whole_life(client: TestClient, graph: Graph) -> None:
    made = make(client, priority="high", error_codes_reported=["e401", "E401 ", "p0a80"])
    assert (made["status"], made["version"]) == ("open", 1)
    assert made["error_codes_reported"] == ["E401", "P0A80"]
    place = f"{TICKETS}/{made['ticket_id']}"
    assigned = client.post(f"{place}/assign", json={"technician_id": "usr_ann"}).json()["ticket"]
    assert assigned["assigned_technician_id"] == "usr_ann"
    again = client.post(f"{place}/assign", json={"technician_id": "usr_ann"}).json()["ticket"]
    assert again["version"] == assigned["version"]
    for status in ("in_progress", "pending_parts", "in_progress"):
        assert move(client, made["ticket_id"], status).status_code == 200
    told = {"labor_hours": 1.5, "resolution_successful": True, "customer_satisfaction": 5}
    resolved = move(client, made["ticket_id"], "resolved", **told).json()["ticket"]
    assert (resolved["labor_cost"], resolved["actual_cost"]) == (75.0, 75.0)
    reopened = move(client, made["ticket_id"], "in_progress").json()["ticket"]
    assert (reopened["resolved_at"], reopened["resolution_successful"]) == (None, None)
    assert reopened["resolution"] == "done"
    move(client, made["ticket_id"], "resolved", labor_cost=20)
    closed = move(client, made["ticket_id"], "closed").json()["ticket"]
    assert (closed["actual_cost"], closed["next_statuses"]) == (20.0, [])
    assert [step["status"] for step in closed["status_history"]] == [
        "open",
        "in_progress",
        "pending_parts",
        "in_progress",
        "resolved",
        "in_progress",
        "resolved",
        "closed",
    ]
    assert {step["updated_by"] for step in closed["status_history"]} == {"local"}
    told_of = events(graph, made["ticket_id"])
    assert [kind for kind, _ in told_of] == [
        "ticket.created",
        "ticket.assigned",
        "ticket.in_progress",
        "ticket.in_progress",
        "ticket.resolved",
        "ticket.in_progress",
        "ticket.resolved",
        "ticket.closed",
    ]
    reopenings = [data["reopened"] for kind, data in told_of if kind == "ticket.in_progress"]
    assert reopenings == [False, False, True]
    numbers = [data["resolution_number"] for kind, data in told_of if kind == "ticket.resolved"]
    assert numbers == [1, 2]


STATES = ("open", "in_progress", "pending_parts", "resolved", "closed")
ROADS: dict[str, tuple[str, ...]] = {
    "open": (),
    "in_progress": ("in_progress",),
    "pending_parts": ("in_progress", "pending_parts"),
    "resolved": ("in_progress", "resolved"),
    "closed": ("in_progress", "resolved", "closed"),
}
ALLOWED = {
    ("open", "in_progress"),
    ("in_progress", "pending_parts"),
    ("in_progress", "resolved"),
    ("pending_parts", "in_progress"),
    ("pending_parts", "resolved"),
    ("resolved", "in_progress"),
    ("resolved", "closed"),
}


def test_only_the_allowed_transitions_pass_and_a_refusal_names_them(
    client: TestClient, graph: Graph
) -> None:
    for before in STATES:
        for after in STATES:
            ticket_id = make(client)["ticket_id"]
            for step in ROADS[before]:
                assert move(client, ticket_id, step).status_code == 200
            told = len(events(graph, ticket_id))
            answer = move(client, ticket_id, after)
            if (before, after) in ALLOWED:
                assert answer.status_code == 200, (before, after)
                continue
            assert answer.status_code == 409, (before, after)
            allowed = {end for start, end in ALLOWED if start == before}
            assert set(answer.json()["details"]["allowed"]) == allowed
            assert len(events(graph, ticket_id)) == told
            assert client.get(f"{TICKETS}/{ticket_id}").json()["ticket"]["status"] == before


def test_what_goes_with_resolving_is_refused_elsewhere_and_needed_there(
    client: TestClient,
) -> None:
    ticket_id = make(client)["ticket_id"]
    early = move(client, ticket_id, "in_progress", labor_hours=1)
    assert (early.status_code, early.json()["field"]) == (422, "labor_hours")
    move(client, ticket_id, "in_progress")
    body = {"status": "resolved", "locale": "fr"}
    answer = client.post(f"{TICKETS}/{ticket_id}/status", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, "resolution")
    assert "résolu" in answer.json()["detail"]


def test_a_ticket_is_made_once_for_the_same_key(client: TestClient, graph: Graph) -> None:
    first = client.post(TICKETS, json={"title": "one", "key": "k1"})
    again = client.post(TICKETS, json={"title": "two", "key": "k1"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert (again.json()["created"], again.json()["ticket"]["title"]) == (False, "one")
    with ThreadPoolExecutor(4) as pool:
        body = {"title": "many", "key": "k2"}
        answers = list(pool.map(lambda _n: client.post(TICKETS, json=body), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["ticket"]["ticket_id"] for answer in answers}) == 1
    assert rows(graph, "MATCH (e:Event) RETURN count(e) AS total") == [{"total": 2}]


def test_a_stale_change_is_refused_and_nothing_is_lost(client: TestClient) -> None:
    place = f"{TICKETS}/{make(client)['ticket_id']}"
    first = client.patch(place, json={"version": 1, "category": "battery"})
    assert (first.status_code, first.json()["ticket"]["version"]) == (200, 2)
    stale = client.patch(place, json={"version": 1, "priority": "critical"})
    assert (stale.status_code, stale.json()["field"]) == (409, "version")
    assert stale.json()["details"] == {"version": 2}
    kept = client.get(place).json()["ticket"]
    assert (kept["category"], kept["priority"]) == ("battery", "medium")
    assert (
        client.post(f"{place}/status", json={"status": "in_progress", "version": 1}).status_code
        == 409
    )


def test_of_two_writers_at_once_one_is_told_to_read_again(client: TestClient) -> None:
    place = f"{TICKETS}/{make(client)['ticket_id']}"
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda number: client.patch(
                    place, json={"version": 1, "title": f"writer {number}"}
                ),
                range(8),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    won = next(answer.json()["ticket"] for answer in answers if answer.status_code == 200)
    assert client.get(place).json()["ticket"] == won


def test_writers_that_read_again_all_get_through(client: TestClient) -> None:
    place = f"{TICKETS}/{make(client, description='0')['ticket_id']}"

    def count_up(_number: int) -> None:
        while True:
            seen = client.get(place).json()["ticket"]
            body = {"version": seen["version"], "description": str(int(seen["description"]) + 1)}
            if client.patch(place, json=body).status_code == 200:
                return

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_up, range(12)))
    ticket = client.get(place).json()["ticket"]
    assert (ticket["description"], ticket["version"]) == ("12", 13)


def test_who_brought_the_vehicle_is_kept_apart_shown_to_the_garage_and_logged_nowhere(
    client: TestClient, graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made = make(
        client,
        vin=VIN.lower(),
        vehicle_number="AB-123-CD",
        customer_name="Ada Lovelace",
        customer_contact="ada@example.org",
        vehicle_mileage_km=90000,
    )
    assert (made["vin"], made["vehicle_number"]) == (VIN, "AB-123-CD")
    assert (made["customer_name"], made["customer_contact"]) == ("Ada Lovelace", "ada@example.org")
    plain = rows(
        graph,
        "MATCH (n:!PersonalData) RETURN collect(properties(n)) AS all",
    )
    for said in (str(plain), caplog.text, client.get(TICKETS).text):
        for secret in (VIN, "AB-123-CD", "Lovelace", "ada@"):
            assert secret not in said
    assert made["vehicle_id"].startswith("veh_")
    again = make(client, vin=VIN)
    assert again["vehicle_id"] == made["vehicle_id"]
    assert again["vehicle_mileage_km"] == 90000
    joined = rows(
        graph,
        "MATCH (t:Ticket)-[:ON]->(v:Vehicle) RETURN count(t) AS total, count(DISTINCT v) AS n",
    )
    assert joined == [{"total": 2, "n": 1}]
    wrong = client.post(TICKETS, json={"title": "x", "vin": VIN + "X"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "vin")
    assert VIN not in wrong.text


def test_a_ticket_takes_over_what_its_stored_vehicle_is(client: TestClient) -> None:
    stored = client.post(
        "/api/knowledge-graph/vehicles", json={"make": "Ather", "model": "450X", "mileage_km": 700}
    ).json()["vehicle"]
    made = make(client, vehicle_id=stored["id"], vehicle_mileage_km=800)
    assert (made["vehicle_make"], made["vehicle_model"]) == ("Ather", "450X")
    assert made["vehicle_mileage_km"] == 800
    for name in ("vehicle_id", "case_id", "selected_failure_card"):
        answer = client.post(TICKETS, json={"title": "x", name: "nothing_1"})
        assert (answer.status_code, answer.json()["field"]) == (404, name)


def test_another_garage_does_not_see_a_ticket(client: TestClient, graph: Graph) -> None:
    ticket_id = make(client, key="same")["ticket_id"]
    with TestClient(create_app(Settings(garage_id="garage_other"), graph)) as other:
        place = f"{TICKETS}/{ticket_id}"
        assert other.get(place).status_code == 404
        assert other.patch(place, json={"version": 1, "title": "x"}).status_code == 404
        assert other.patch(place, json={"version": 1, "vin": VIN}).status_code == 404
        for path, body in (
            ("status", {"status": "in_progress"}),
            ("assign", {"technician_id": "usr_eve"}),
            ("revisit", {}),
        ):
            assert other.post(f"{place}/{path}", json=body).status_code == 404
        assert other.get(TICKETS).json()["tickets"] == []
        assert make(other, key="same")["ticket_id"] != ticket_id
    assert client.get(f"{TICKETS}/{ticket_id}").json()["ticket"]["version"] == 1


def test_tickets_are_found_by_their_filters_and_page_by_page(client: TestClient) -> None:
    first = make(client, title="ABS lamp", category="brakes", vehicle_make="Tata")
    second = make(client, title="no start", priority="critical", description="dead Battery")
    third = make(client, title="noise", vehicle_make="Ola", vehicle_model="S1 Pro")
    client.post(f"{TICKETS}/{second['ticket_id']}/assign", json={"technician_id": "usr_ann"})
    move(client, third["ticket_id"], "in_progress")

    def found(**filters: Any) -> list[str]:
        answer = client.get(TICKETS, params=filters)
        assert answer.status_code == 200, answer.text
        return [item["ticket_id"] for item in answer.json()["tickets"]]

    assert found(category="brakes") == [first["ticket_id"]]
    assert found(priority="critical") == [second["ticket_id"]]
    assert found(technician="usr_ann") == [second["ticket_id"]]
    assert found(text="BATTERY") == [second["ticket_id"]]
    assert found(vehicle="ola s1") == [third["ticket_id"]]
    assert found(status="in_progress") == [third["ticket_id"]]
    assert found(until=first["created_at"]) == []
    assert len(found(since=first["created_at"])) == 3
    newest = client.get(TICKETS, params={"limit": 2}).json()
    rest = client.get(TICKETS, params={"limit": 2, "cursor": newest["next_cursor"]}).json()
    shown = [item["ticket_id"] for item in newest["tickets"] + rest["tickets"]]
    assert shown == [third["ticket_id"], second["ticket_id"], first["ticket_id"]]
    assert rest["next_cursor"] is None
    assert client.get(TICKETS, params={"cursor": "YWZ0ZXI6eA=="}).status_code == 422


def test_a_revisit_takes_back_what_a_repair_had_counted_for(
    client: TestClient, graph: Graph
) -> None:
    ticket_id = make(client)["ticket_id"]
    place = f"{TICKETS}/{ticket_id}/revisit"
    assert client.post(place, json={}).status_code == 409
    move(client, ticket_id, "in_progress")
    move(client, ticket_id, "resolved")
    for _ in range(2):
        told = client.post(place, json={}).json()["ticket"]
        assert (told["revisit_required"], told["status"]) == (True, "resolved")
    kind, data = events(graph, ticket_id)[-1]
    assert (kind, data["revisit"], data["reopened"]) == ("ticket.in_progress", True, False)
    assert len(events(graph, ticket_id)) == 4
    reopened = client.post(place, json={"reopen": True}).json()["ticket"]
    assert (reopened["status"], reopened["revisit_required"]) == ("in_progress", True)
    resolved = move(client, ticket_id, "resolved").json()["ticket"]
    assert resolved["revisit_required"] is False
    move(client, ticket_id, "closed")
    assert client.post(place, json={"reopen": True}).status_code == 409
    assert client.post(place, json={}).json()["ticket"]["revisit_required"] is True


def test_a_closed_ticket_takes_the_customers_answer_and_nothing_else(client: TestClient) -> None:
    ticket_id = make(client)["ticket_id"]
    for status in ("in_progress", "resolved", "closed"):
        version = move(client, ticket_id, status).json()["ticket"]["version"]
    place = f"{TICKETS}/{ticket_id}"
    late = client.patch(place, json={"version": version, "customer_satisfaction": 2})
    assert late.json()["ticket"]["customer_satisfaction"] == 2
    for body in ({"title": "x"}, {"customer_name": "Ada"}, {"case_id": "case_1"}):
        answer = client.patch(place, json={"version": version + 1, **body})
        assert answer.status_code == 409, body


def test_what_identifies_a_customer_is_handed_out_erased_and_purged_with_its_tickets(
    client: TestClient, graph: Graph
) -> None:
    told = {"description": "Ada says it smells", "customer_id": "c-1", "customer_name": "Ada"}
    made = make(client, vehicle_number="AB-123-CD", vin=VIN, **told)
    later = make(client, customer_contact="Bob@example.org", description="Bob says")
    held = held_of(graph, "garage_test", Subject(plate="ab 123 cd"))
    assert {ticket["id"] for item in held for ticket in item["tickets"]} == {made["ticket_id"]}
    assert (
        held_of(graph, "garage_test", Subject(ticket_id=later["ticket_id"]))[0]["customer_contact"]
        == "Bob@example.org"
    )
    assert held_of(graph, "garage_other", Subject(vin=VIN)) == []
    assert erase(graph, "garage_test", held) == 2  # of the ticket and of the vehicle
    kept = client.get(f"{TICKETS}/{made['ticket_id']}").json()["ticket"]
    assert [kept[name] for name in (*told, "vin", "vehicle_number")] == [None] * 5
    assert (kept["title"], kept["vehicle_id"]) == (made["title"], made["vehicle_id"])
    assert purge(graph, "garage_test", 30, datetime.now(UTC) + timedelta(days=31)) == 1
    purged = client.get(f"{TICKETS}/{later['ticket_id']}").json()["ticket"]
    assert (purged["customer_contact"], purged["description"]) == (None, None)


def test_roles_decide_who_may_write_and_members_alone_see_who_brought_the_vehicle(
    client: TestClient, graph: Graph
) -> None:
    ticket_id = make(client, customer_name="Ada")["ticket_id"]
    for principal, reads, name, writes in (
        (Principal("v", "v", Role.VIEWER, "garage_test"), 200, "Ada", 403),
        (Principal("t", "t", Role.TECHNICIAN, "garage_test"), 200, "Ada", 200),
        (Principal("a", "a", Role.ADMIN, "garage_hq", is_cross_garage=True), 200, None, 409),
        (Principal("x", "x", Role.ADMIN, "garage_other"), 404, None, 404),
    ):
        app = create_app(Settings(), graph)
        app.dependency_overrides[principal_of] = lambda who=principal: who
        with TestClient(app) as asking:
            shown = asking.get(f"{TICKETS}/{ticket_id}")
            assert shown.status_code == reads, principal
            if reads == 200:
                assert shown.json()["ticket"]["customer_name"] == name
            assert move(asking, ticket_id, "in_progress").status_code == writes, principal
