"""A failure that no card knows becomes one, as its people see it through HTTP (E3, F2; issue 6)."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.builders.access import OWN, SECRET, forget_people
from tests.builders.garage import BOSS, Garage, complain, repaired, staffed

SETTINGS = Settings(jwt_secret=SecretStr(SECRET))
NEW_COMPLAINT: dict[str, Any] = {
    "title": "The blower only runs at full speed",
    "category": "electrical",
    "error_codes_reported": ["B1A15"],
    "vehicle_make": "Renault",
    "vehicle_model": "Clio IV",
    "locale": "en",
}


@pytest.fixture
def garage(writable_knowledge: Graph) -> Iterator[Garage]:
    """Two garages on the shipped knowledge."""
    forget_people(writable_knowledge)
    with TestClient(create_app(SETTINGS, writable_knowledge)) as client:
        yield staffed(client, writable_knowledge)
    forget_people(writable_knowledge)


def test_a_new_failure_becomes_a_card_that_the_next_ticket_is_matched_to(
    garage: Garage, caplog: pytest.LogCaptureFixture
) -> None:
    first = complain(garage, NEW_COMPLAINT)
    assert all(each["score"] < 0.3 for each in first["suggestions"])
    garage.post("tom", f"tickets/{first['ticket_id']}/status", {"status": "in_progress"})
    action_id = repaired(
        garage,
        first["ticket_id"],
        new_failure_discovered=True,
        new_failure_description="Blower resistor burnt through",
        new_failure_root_cause="blower draws too much current",
        new_failure_resolution="replace resistor and blower",
        suggest_new_card=True,
    )
    with caplog.at_level(logging.INFO, "faultgraph.notify"):
        done = garage.work_off()
    drafts = [told["draft_card_created"] for _, told in done if "draft_card_created" in told]
    assert len(set(drafts)) == 1
    draft = drafts[0]
    assert [record.getMessage().split(" (")[0] for record in caplog.records] == [
        f"card_draft {draft} of {OWN}"
    ]
    _the_draft_waits_for_an_expert(garage, draft, first["ticket_id"])
    _an_expert_finishes_it(garage, draft)
    _four_eyes_publish_it(garage, draft)
    assert garage.events(action_id) == ["action.completed", "failure.discovered"]
    assert garage.events(draft) == [
        "card.created",
        "card.updated",
        "card.submitted_for_review",
        "card.approved",
        "sync.requested",
    ]
    second = complain(garage, NEW_COMPLAINT)
    best = second["suggestions"][0]
    assert (best["failure_id"], best["rank"]) == (draft, 1)
    # its code is there: the fast path
    assert best["score"] == 0.95


def _the_draft_waits_for_an_expert(garage: Garage, draft: str, ticket_id: str) -> None:
    garage.get("lea", f"failure-cards/{draft}", 404)
    garage.get("zoe", f"failure-cards/{draft}", 404)
    card = garage.get("tom", f"failure-cards/{draft}", locale="en")["card"]
    assert card["title"] == "[DRAFT] Blower resistor burnt through"
    assert (card["confidence_score"], card["confidence_level"]) == (0.3, "low")
    assert (card["status"], card["version"], card["source_ticket_id"]) == ("draft", 1, ticket_id)
    assert (card["created_by"], card["source_type"]) == (garage.ids["tom"], "field_discovery")
    assert [each["id"] for each in card["vehicle_models"]] == ["model.renault_clio_4"]
    garage.get("tom", "review-queue", 403)
    items = garage.get("eve", "review-queue", kind="card_draft")["items"]
    assert [(each["id"], each["ticket_id"]) for each in items] == [(draft, ticket_id)]
    assert garage.get("zoe", "review-queue", kind="card_draft")["items"] == []


def _an_expert_finishes_it(garage: Garage, draft: str) -> None:
    """An expert edits; somebody who saw the version before is told so, and nothing is lost."""
    content = garage.get("eve", f"failure-cards/{draft}")["content"]
    content["title"] = {
        "en": "Blower resistor burnt through",
        "fr": "Résistance de pulseur grillée",
    }
    change = {**content, "version": 1, "note": "names, steps"}
    change["resolution_steps"] = [
        {"text": {"en": "Measure the current of the blower"}, "minutes": 10},
        {"text": {"en": "Replace resistor and blower"}, "minutes": 40},
    ]
    garage.ask("tom", "PUT", f"failure-cards/{draft}", change, 403)
    card = garage.ask("eve", "PUT", f"failure-cards/{draft}", change)["card"]
    assert (card["version"], card["status"]) == (2, "draft")
    stale = {**content, "title": {"en": "Blower"}, "version": 1}
    refused = garage.ask("ada", "PUT", f"failure-cards/{draft}", stale, 409)
    assert refused["details"]["version"] == 2
    kept = garage.get("eve", f"failure-cards/{draft}", locale="en")["card"]
    assert kept["title"] == "Blower resistor burnt through"
    assert [each["minutes"] for each in kept["resolution_steps"]] == [10, 40]


def _four_eyes_publish_it(garage: Garage, draft: str) -> None:
    step = f"failure-cards/{draft}"
    garage.post("eve", f"{step}/approve", {"version": 2}, 409)
    assert garage.post("eve", f"{step}/submit", {"version": 2})["card"]["version"] == 3
    garage.post("tom", f"{step}/approve", {"version": 3}, 403)
    who = f"/api/auth/users/{garage.ids['tom']}"
    garage.ask(BOSS, "PATCH", who, {"role": "expert"})
    own = garage.post("tom", f"{step}/approve", {"version": 3}, 403)
    assert own["detail"] == "nobody approves a card that they began"
    garage.ask(BOSS, "PATCH", who, {"role": "technician"})
    garage.post("zoe", f"{step}/approve", {"version": 3}, 404)
    card = garage.post("eve", f"{step}/approve", {"version": 3, "locale": "fr"})["card"]
    assert (card["status"], card["version"]) == ("approved", 4)
    assert (card["title"], card["approved_by"]) == (
        "Résistance de pulseur grillée",
        garage.ids["eve"],
    )
    approved = dict(garage.work_off())["card.approved"]
    assert approved == {"indexed": 1, "eligible": True}
    assert garage.get("zoe", step)["card"]["status"] == "approved"
    history = garage.get("lea", f"{step}/history")["version_history"]
    assert [(each["action"], each["by"]) for each in history] == [
        ("create", garage.ids["tom"]),
        ("update", garage.ids["eve"]),
        ("submit", garage.ids["eve"]),
        ("approve", garage.ids["eve"]),
    ]
