"""Technicians' actions and parts over HTTP: told once, added up, joined to what they are about."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows
from tests.builders.repair_desk import ACTIONS, LATER, NOON, PARTS, TICKETS, WHOLE, move, post
from tests.builders.repair_knowledge import (
    CARD,
    CELL,
    FAULT,
    FUSE,
    OTHER_CELL,
    SIGN,
    write_repair_knowledge,
)


@pytest.fixture
def client(graph: Graph) -> Iterator[TestClient]:
    write_repair_knowledge(graph)
    with TestClient(create_app(Settings(garage_id="garage_test"), graph)) as opened:
        yield opened


@pytest.fixture
def ticket_id(client: TestClient) -> str:
    made = client.post(TICKETS, json={"title": "stops at 80 %", "selected_failure_card": CARD})
    found = str(made.json()["ticket"]["ticket_id"])
    move(client, found, "in_progress")
    return found


def events(graph: Graph, *kinds: str) -> list[tuple[str, str, dict[str, Any]]]:
    found = rows(
        graph,
        "MATCH (e:Event) WHERE e.event_type IN $kinds "
        "RETURN e.event_type AS kind, e.aggregate_id AS about, e.data AS data ORDER BY e.position",
        kinds=list(kinds),
    )
    return [(str(r["kind"]), str(r["about"]), json.loads(str(r["data"]))) for r in found]


def test_a_whole_action_is_kept_and_told_of(
    client: TestClient, graph: Graph, ticket_id: str
) -> None:
    made = post(client, ACTIONS, ticket_id=ticket_id, key="a1", **WHOLE)["action"]
    again = post(client, ACTIONS, ticket_id=ticket_id, key="a1", **WHOLE)
    assert (again["created"], again["action"]) == (False, made)
    tried, rejected = made["attempted_diagnostics"][0], made["rejected_hypotheses"][0]
    assert (tried["fault_id"], tried["observable_id"], tried["observable_state"]) == (
        FAULT,
        SIGN,
        "present",
    )
    assert tried["measurements"] == [{"name": "cell 7", "value": "3.1", "unit": "V"}]
    assert (rejected["fault_id"], rejected["observable_state"]) == (None, "absent")
    assert made["measurements"][0]["value"] == "51"
    assert made["photos"] == ["https://photos.example/1.jpg"]
    assert made["technician_id"] == "local"
    told = events(graph, "action.started", "action.completed", "card.used", "card.rated")
    assert [(kind, about) for kind, about, _ in told] == [
        ("action.completed", made["action_id"]),
        ("card.used", CARD),
        ("card.rated", CARD),
    ]
    ids = {"ticket_id": ticket_id, "action_id": made["action_id"], "failure_id": CARD}
    assert told[1][2] == ids
    assert told[2][2] == {**ids, "rating": 4, "helpful": True}
    shape = rows(
        graph,
        "MATCH (a:TechnicianAction)-[:WORKED_ON]->(:Ticket), (a)-[:USED]->(c:FailureCard), "
        "(a)-[:TRIED]->(d)-[:ABOUT]->(f:Fault), (d)-[r:OBSERVED]->(o:Observable), "
        "(a)-[:RULED_OUT]->(h)-[s:OBSERVED]->(o) "
        "RETURN c.id AS card, f.id AS fault, r.state AS seen, s.state AS missing",
    )
    assert shape == [{"card": CARD, "fault": FAULT, "seen": "present", "missing": "absent"}]
    ticket = client.get(f"{TICKETS}/{ticket_id}").json()["ticket"]
    assert ticket["action_ids"] == [made["action_id"]]


def test_an_action_is_started_continued_and_completed_once(
    client: TestClient, graph: Graph, ticket_id: str
) -> None:
    made = post(client, ACTIONS, ticket_id=ticket_id, started_at=NOON)["action"]
    place = f"{ACTIONS}/{made['action_id']}"
    check = {"hypothesis": "fuse", "result": "good", "confirmed": False}
    for _ in range(2):  # a repeated message
        grown = client.patch(place, json={"attempted_diagnostics": [check]}).json()["action"]
    assert [item["hypothesis"] for item in grown["attempted_diagnostics"]] == ["fuse"]
    stale = client.patch(place, json={"version": 1, "difficulty_rating": 2})
    assert (stale.status_code, stale.json()["field"]) == (409, "version")
    ended = {
        "completed_at": LATER,
        "new_failure_discovered": True,
        "new_failure_description": "water in the connector",
    }
    done = client.patch(place, json={"version": 3, **ended}).json()["action"]
    assert done["completed_at"] is not None
    assert client.patch(place, json=ended).status_code == 409
    told = events(graph, "action.started", "action.completed", "failure.discovered")
    assert [kind for kind, _, _ in told] == [
        "action.started",
        "action.completed",
        "failure.discovered",
    ]
    assert "water" not in str(told)
    ticket = client.get(f"{TICKETS}/{ticket_id}").json()["ticket"]
    assert ticket["new_failure_discovered"] is True


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"failure_card_used": "fc_nothing"}, 404, "failure_card_used"),
        ({"failure_cards_viewed": [CARD, FAULT]}, 404, "failure_cards_viewed.1"),
        (
            {"attempted_diagnostics": [{"hypothesis": "x", "fault_id": SIGN}]},
            404,
            "attempted_diagnostics.0.fault_id",
        ),
        (
            {"rejected_hypotheses": [{"hypothesis": "x", "observable_id": "sign.no"}]},
            404,
            "rejected_hypotheses.0.observable_id",
        ),
        ({"failure_card_accuracy_rating": 4}, 422, "failure_card_accuracy_rating"),
        ({"failure_card_used": CARD, "completed_at": LATER}, 422, "resolution_outcome"),
        ({"started_at": LATER, "completed_at": NOON}, 422, "completed_at"),
        ({"photos": ["https://a.example/x", "ftp://a.example/x"]}, 422, "photos.1"),
        ({"photos": ["https://me:secret@a.example/x"]}, 422, "photos.0"),
        ({"part_usage_ids": ["use_nothing"]}, 422, "part_usage_ids"),
    ],
)
def test_what_does_not_exist_or_contradicts_itself_is_refused_and_nothing_is_written(
    client: TestClient,
    graph: Graph,
    ticket_id: str,
    body: dict[str, Any],
    status: int,
    field: str,
) -> None:
    answer = client.post(ACTIONS, json={"ticket_id": ticket_id, **body})
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert "secret" not in answer.text
    assert rows(graph, "MATCH (n:TechnicianAction) RETURN count(n) AS total") == [{"total": 0}]


def test_no_work_is_recorded_on_a_ticket_that_is_done(client: TestClient, ticket_id: str) -> None:
    started = post(client, ACTIONS, ticket_id=ticket_id)["action"]["action_id"]
    move(client, ticket_id, "resolved")
    assert client.post(ACTIONS, json={"ticket_id": ticket_id}).status_code == 409
    assert client.patch(f"{ACTIONS}/{started}", json={}).status_code == 409
    usage = {"ticket_id": ticket_id, "part_name": "fuse"}
    assert client.post(PARTS, json=usage).status_code == 409


def test_actions_are_listed_by_ticket_and_page_by_page(client: TestClient, ticket_id: str) -> None:
    other = post(client, TICKETS, title="other")["ticket"]["ticket_id"]
    made = [post(client, ACTIONS, ticket_id=ticket_id)["action"]["action_id"] for _ in range(3)]
    bob = post(client, ACTIONS, ticket_id=other, technician_id="usr_bob")["action"]
    assert (bob["technician_id"], bob["technician_name"]) == ("usr_bob", None)
    wanted: dict[str, Any] = {"ticket_id": ticket_id, "limit": 2}
    first = client.get(ACTIONS, params=wanted).json()
    rest = client.get(ACTIONS, params={**wanted, "cursor": first["next_cursor"]}).json()
    shown = [item["action_id"] for item in first["actions"] + rest["actions"]]
    assert (shown, rest["next_cursor"]) == (made[::-1], None)
    assert len(client.get(ACTIONS, params={"technician": "usr_bob"}).json()["actions"]) == 1


def test_pieces_add_up_and_a_ticket_closes_only_when_they_do(
    client: TestClient, ticket_id: str
) -> None:
    made = post(
        client, PARTS, ticket_id=ticket_id, part_id=CELL, quantity=5, unit_cost=20.5, key="p1"
    )
    usage = made["usage"]
    assert (usage["part_name"], usage["was_recommended"]) == (f"the {CELL}", True)
    assert (usage["quantity_open"], usage["total_cost"], usage["status"]) == (5, 0, "allocated")
    again = post(client, PARTS, ticket_id=ticket_id, part_id=CELL, quantity=9, key="p1")
    assert (again["created"], again["usage"]["quantity_allocated"]) == (False, 5)
    place = f"{PARTS}/{usage['usage_id']}"
    for key in ("m1", "m1"):
        used = post(client, f"{place}/use", quantity=2, key=key)
    assert (used["counted"], used["usage"]["quantity_used"]) == (False, 2)
    other = client.post(f"{place}/return", json={"quantity": 2, "key": "m1"})
    assert (other.status_code, other.json()["field"]) == (409, "key")
    post(client, f"{place}/damage", quantity=1, key="m2")
    many = client.post(f"{place}/return", json={"quantity": 3})
    assert (many.status_code, many.json()["details"]) == (409, {"allocated": 5, "open": 2})
    post(client, f"{place}/return")
    move(client, ticket_id, "resolved", labor_cost=10)
    refused = move(client, ticket_id, "closed")
    assert refused.status_code == 409
    assert refused.json()["details"]["open_parts"] == [
        {"id": usage["usage_id"], "part_name": f"the {CELL}", "open": 1}
    ]
    last = post(client, f"{place}/use")["usage"]
    assert (last["status"], last["total_cost"], last["quantity_open"]) == ("used", 82.0, 0)
    assert [item["kind"] for item in last["movements"]] == ["used", "damaged", "returned", "used"]
    closed = move(client, ticket_id, "closed").json()["ticket"]
    assert (closed["parts_cost"], closed["actual_cost"]) == (82.0, 92.0)
    assert closed["parts_used"][0]["quantity_damaged"] == 1


def test_messages_at_once_take_no_piece_twice(client: TestClient, ticket_id: str) -> None:
    usage = post(client, PARTS, ticket_id=ticket_id, part_name="screw", quantity=10)["usage"]
    place = f"{PARTS}/{usage['usage_id']}"
    keys = [f"m{number % 8}" for number in range(16)]  # each told twice

    def use(key: str) -> int:
        return client.post(f"{place}/use", json={"quantity": 2, "key": key}).status_code

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(use, keys))
    assert set(codes) == {200, 409}
    found = client.get(place).json()["usage"]
    assert (found["quantity_used"], found["quantity_open"]) == (10, 0)
    assert len(found["movements"]) == 5


def test_what_is_recommended_and_what_stands_in_for_it_is_looked_up(
    client: TestClient, graph: Graph, ticket_id: str
) -> None:
    known = post(client, PARTS, ticket_id=ticket_id, part_id=OTHER_CELL, substitute_for=CELL)
    assert known["usage"]["is_substitute"] is True
    assert known["usage"]["is_known_substitute"] is True
    assert (known["usage"]["was_recommended"], known["usage"]["note"]) == (False, None)
    unknown = post(
        client,
        PARTS,
        ticket_id=ticket_id,
        part_id=CELL,
        substitute_for=OTHER_CELL,
        locale="fr",
    )["usage"]
    assert unknown["is_known_substitute"] is False
    assert "vérifier" in unknown["note"]
    assert unknown["part_name"] == f"pièce {CELL}"
    fuse = post(client, PARTS, ticket_id=ticket_id, part_id=FUSE)["usage"]
    assert (fuse["was_recommended"], fuse["failure_card_id"]) == (False, CARD)
    rows(
        graph,
        "MATCH (t:Ticket {id: $id}), (f:Fault {id: $fault}) "
        "CREATE (t)-[:DIAGNOSED_AS]->(:Case {id: 'case_1', garage_id: 'garage_test'})"
        "-[:CONCLUDED {rank: 1, probability: .9}]->(f)",
        id=ticket_id,
        fault=FAULT,
    )
    assert post(client, PARTS, ticket_id=ticket_id, part_id=FUSE)["usage"]["was_recommended"]
    stock = post(client, PARTS, ticket_id=ticket_id, part_id="stock_77", part_name="bolt")["usage"]
    assert (stock["part"], stock["part_id"]) == (None, "stock_77")
    nameless = client.post(PARTS, json={"ticket_id": ticket_id, "part_id": "stock_77"})
    assert (nameless.status_code, nameless.json()["field"]) == (422, "part_name")
    dollars = {"ticket_id": ticket_id, "part_name": "x", "unit_cost": 1, "currency": "USD"}
    assert client.post(PARTS, json=dollars).json()["field"] == "currency"
    change = {"version": 2, "currency": "USD"}
    assert client.patch(f"{TICKETS}/{ticket_id}", json=change).json()["field"] == "currency"
    listed = client.get(PARTS, params={"ticket_id": ticket_id, "part_id": CELL}).json()["usages"]
    assert [item["is_known_substitute"] for item in listed] == [False]


def test_an_action_takes_its_parts_along(client: TestClient, graph: Graph, ticket_id: str) -> None:
    first = post(client, PARTS, ticket_id=ticket_id, part_id=CELL)["usage"]["usage_id"]
    action = post(client, ACTIONS, ticket_id=ticket_id, part_usage_ids=[first])["action"]
    second = post(
        client, PARTS, ticket_id=ticket_id, part_name="tape", action_id=action["action_id"]
    )["usage"]["usage_id"]
    shown = client.get(f"{ACTIONS}/{action['action_id']}").json()["action"]["parts_used"]
    assert {item["usage_id"] for item in shown} == {first, second}
    found = rows(
        graph,
        "MATCH (:TechnicianAction)-[:CONSUMED]->(u:PartUsage)-[:OF]->(p:Part) RETURN p.id AS id",
    )
    assert found == [{"id": CELL}]


def test_another_garage_sees_neither_actions_nor_parts(
    client: TestClient, graph: Graph, ticket_id: str
) -> None:
    action = post(client, ACTIONS, ticket_id=ticket_id)["action"]["action_id"]
    usage = post(client, PARTS, ticket_id=ticket_id, part_id=CELL)["usage"]["usage_id"]
    with TestClient(create_app(Settings(garage_id="garage_other"), graph)) as other:
        assert other.get(f"{ACTIONS}/{action}").status_code == 404
        assert other.patch(f"{ACTIONS}/{action}", json={}).status_code == 404
        assert other.get(f"{PARTS}/{usage}").status_code == 404
        for movement in ("use", "return", "damage"):
            assert other.post(f"{PARTS}/{usage}/{movement}", json={}).status_code == 404
        assert other.post(ACTIONS, json={"ticket_id": ticket_id}).status_code == 404
        body = {"ticket_id": ticket_id, "part_name": "x"}
        assert other.post(PARTS, json=body).status_code == 404
        assert other.get(ACTIONS).json()["actions"] == []
        assert other.get(PARTS).json()["usages"] == []
