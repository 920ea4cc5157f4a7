"""A ticket from its complaint, over a repair that does not hold, to its end; and what was told."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows
from tests.builders.repair_desk import ACTIONS, NOON, PARTS, TICKETS, WHOLE, move, post
from tests.builders.repair_knowledge import CARD, CELL, OTHER_CARD, write_repair_knowledge

TOLD = [
    "ticket.created",
    "ticket.assigned",
    "ticket.in_progress",
    "action.started",
    "ticket.in_progress",
    "action.completed",
    "card.used",
    "card.rated",
    "ticket.resolved",
    "ticket.in_progress",
    "action.completed",
    "card.used",
    "card.rated",
    "ticket.resolved",
    "ticket.closed",
]


@pytest.fixture
def client(graph: Graph) -> Iterator[TestClient]:
    write_repair_knowledge(graph)
    with TestClient(create_app(Settings(garage_id="garage_test"), graph)) as opened:
        yield opened


def test_the_whole_life_of_a_ticket_with_its_card_and_its_parts(
    client: TestClient, graph: Graph
) -> None:
    """Complaint, work, wait for a part, repair with a card, bill, revisit, second repair, end."""
    ticket = post(client, TICKETS, title="stops at 80 %", vehicle_make="Ather", key="life")[
        "ticket"
    ]
    place, ticket_id = f"{TICKETS}/{ticket['ticket_id']}", ticket["ticket_id"]
    post(client, f"{place}/assign", technician_id="usr_ann")
    move(client, ticket_id, "in_progress")
    body = {"version": 3, "selected_failure_card": CARD}
    assert client.patch(place, json=body).status_code == 200
    started = post(client, ACTIONS, ticket_id=ticket_id, started_at=NOON)["action"]["action_id"]
    move(client, ticket_id, "pending_parts")
    usage = post(
        client,
        PARTS,
        ticket_id=ticket_id,
        action_id=started,
        part_id=CELL,
        quantity=2,
        unit_cost=10,
    )["usage"]
    assert usage["was_recommended"] is True
    move(client, ticket_id, "in_progress")
    post(client, f"{PARTS}/{usage['usage_id']}/use", quantity=1)
    post(client, f"{PARTS}/{usage['usage_id']}/return", quantity=1)
    told = {key: value for key, value in WHOLE.items() if key != "started_at"}
    assert client.patch(f"{ACTIONS}/{started}", json=told).status_code == 200
    bill = move(client, ticket_id, "resolved", labor_hours=1, customer_satisfaction=2).json()
    assert bill["ticket"]["actual_cost"] == 80.0
    back = post(client, f"{place}/revisit", reopen=True)["ticket"]
    assert (back["status"], back["revisit_required"]) == ("in_progress", True)
    again = {**WHOLE, "failure_card_used": OTHER_CARD, "key": "second"}
    post(client, ACTIONS, ticket_id=ticket_id, **again)
    move(client, ticket_id, "resolved", resolution_successful=True)
    end = move(client, ticket_id, "closed").json()["ticket"]
    assert (end["status"], end["parts_cost"], end["actual_cost"]) == ("closed", 10.0, 80.0)
    assert len(end["action_ids"]) == 2
    kinds = rows(graph, "MATCH (e:Event) RETURN e.event_type AS kind ORDER BY e.position")
    assert [row["kind"] for row in kinds] == TOLD
