"""What waits for an expert: of all kinds, the longest first, of the expert's garage."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.dependencies import principal_of
from engine.principal import Principal
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.builders.database import rows
from tests.builders.repair_knowledge import CARD, FAULT, OTHER_CARD, SIGN, write_repair_knowledge

QUEUE = "/api/efi/review-queue"
_FILL = """
MATCH (c:FailureCard {id: $card}), (d:FailureCard {id: $other})
SET c.status = 'pending_review', c.source_garage_id = 'garage_test',
    c.updated_at = datetime('2026-03-02T10:00:00Z')
SET d.status = 'draft', d.source_garage_id = 'garage_test', d.source_type = 'field_discovery',
    d.source_ticket_id = 'tkt_9', d.updated_at = datetime('2026-03-01T10:00:00Z')
WITH c
MATCH (o:Observable {id: $sign}), (f:Fault {id: $fault})
CREATE (o)-[:INDICATES {relation_id: 'rel_new', status: 'draft', occurrence_count: 3,
                        created_at: datetime('2026-03-03T10:00:00Z')}]->(f)
CREATE (:Ticket {id: 'tkt_1', garage_id: 'garage_test', title: 'no start', status: 'open',
                 ai_match_error: 'no_candidates', created_at: datetime('2026-03-04T10:00:00Z')})
CREATE (:Ticket {id: 'tkt_2', garage_id: 'garage_test', title: 'old', status: 'closed',
                 ai_match_error: 'no_candidates', created_at: datetime('2026-03-04T10:00:00Z')})
CREATE (:Ticket {id: 'tkt_3', garage_id: 'garage_other', title: 'theirs', status: 'open',
                 ai_match_error: 'no_candidates', created_at: datetime('2026-03-05T10:00:00Z')})
"""


@pytest.fixture
def filled(graph: Graph) -> Graph:
    write_repair_knowledge(graph)
    rows(graph, _FILL, card=CARD, other=OTHER_CARD, sign=SIGN, fault=FAULT)
    return graph


@pytest.fixture
def client(filled: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(garage_id="garage_test"), filled)) as opened:
        yield opened


def found(client: TestClient, **wanted: Any) -> list[dict[str, Any]]:
    answer = client.get(QUEUE, params=wanted)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_all_kinds_wait_and_the_longest_comes_first(client: TestClient) -> None:
    items = found(client, locale="fr")
    assert [(item["kind"], item["id"]) for item in items] == [
        ("card_draft", OTHER_CARD),
        ("card_pending_review", CARD),
        ("suggestion", "rel_new"),
        ("match_failed", "tkt_1"),
    ]
    assert items[0]["ticket_id"] == "tkt_9"
    assert items[2]["title"] == "tensions de cellules inégales → déséquilibre des cellules"
    assert items[2]["occurrence_count"] == 3
    assert (items[3]["detail"], items[3]["ticket_id"]) == ("no_candidates", "tkt_1")
    assert all(item["why"] and not item["why"].startswith("review_") for item in items)


def test_an_empty_queue_is_answered(graph: Graph) -> None:
    with TestClient(create_app(Settings(), graph)) as client:
        assert found(client) == []


def test_kinds_are_chosen_and_pages_follow_each_other(client: TestClient) -> None:
    kinds = ["suggestion", "match_failed"]
    assert [item["kind"] for item in found(client, kind=kinds)] == kinds
    first = client.get(QUEUE, params={"limit": 3}).json()
    rest = client.get(QUEUE, params={"limit": 3, "cursor": first["next_cursor"]}).json()
    assert [item["id"] for item in rest["items"]] == ["tkt_1"]
    assert rest["next_cursor"] is None


@pytest.mark.parametrize(
    ("principal", "status", "ids"),
    [
        (Principal("u", "u", Role.EXPERT, "garage_other"), 200, ["rel_new", "tkt_3"]),
        (
            Principal("u", "u", Role.EXPERT, "garage_other", is_cross_garage=True),
            200,
            [OTHER_CARD, CARD, "rel_new", "tkt_1", "tkt_3"],
        ),
        (Principal("u", "u", Role.TECHNICIAN, "garage_test"), 403, None),
    ],
)
def test_an_expert_sees_the_own_garage_unless_cross_garage_and_others_nothing(
    filled: Graph, principal: Principal, status: int, ids: list[str] | None
) -> None:
    app = create_app(Settings(), filled)
    app.dependency_overrides[principal_of] = lambda: principal
    with TestClient(app) as client:
        answer = client.get(QUEUE)
        assert answer.status_code == status
        if ids is not None:
            assert [item["id"] for item in answer.json()["items"]] == ids
