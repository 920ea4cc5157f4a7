"""Failure cards over HTTP: written, listed, changed, walked and published; roles and garages."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.http.app import create_app
from api.http.dependencies import principal_of
from engine.principal import Principal
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.builders.cards import principal, small_tree

CARDS = "/api/efi/failure-cards"
FAULT = "fault.on_board_charger_failed"
BODY: dict[str, Any] = {
    "title": {"fr": "Chargeur muet", "en": "Charger mute"},
    "subsystem_category": "charger",
    "symptoms": ["symptom.charging_refused", "symptom.dc_ok_ac_fails"],
    "error_codes": ["p0d22", "E401"],
    "fault_id": FAULT,
    "required_parts": [{"part_id": "part.on_board_charger"}],
    "resolution_steps": [{"text": {"fr": "Remplacer", "en": "Replace it"}, "minutes": 90}],
    "diagnostic_tree": small_tree(FAULT),
    "vehicle_makes": ["Ather"],
}
Ask = Callable[[Principal], TestClient]


@pytest.fixture(scope="module")
def client(writable_knowledge: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(garage_id="garage_one"), writable_knowledge)) as opened:
        yield opened


@pytest.fixture
def asked_by(client: TestClient) -> Iterator[Ask]:
    """Let the same client ask as somebody else."""
    overrides = client.app.dependency_overrides  # type: ignore[attr-defined]

    def become(who: Principal) -> TestClient:
        overrides[principal_of] = lambda: who
        return client

    yield become
    overrides.clear()


def write(client: TestClient, **changed: Any) -> dict[str, Any]:
    answer = client.post(CARDS, json=BODY | {"locale": "en"} | changed)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def step(client: TestClient, card_id: str, name: str, version: int, **more: Any) -> Response:
    return client.post(f"{CARDS}/{card_id}/{name}", json={"version": version, **more})


def publish(client: TestClient, **changed: Any) -> str:
    card_id: str = write(client, **changed)["card"]["failure_id"]
    assert step(client, card_id, "submit", 1).status_code == 200
    assert step(client, card_id, "approve", 2).status_code == 200
    return card_id


def test_a_card_is_answered_in_the_readers_language_and_goes_back_as_it_came(
    client: TestClient,
) -> None:
    made = write(client)
    card = made["card"]
    assert card["title"] == "Charger mute"
    assert (card["status"], card["version"], card["next_actions"]) == ("draft", 1, ["submit"])
    assert card["error_codes"] == ["P0D22", "E401"]
    assert [each["id"] for each in card["symptoms"]] == [*BODY["symptoms"], "dtc.sae.P0D22"]
    assert card["fault"]["fix_rate"] == 0.5
    assert card["diagnostic_tree"]["total_paths"] == 3
    place = f"{CARDS}/{card['failure_id']}"
    french = client.get(place, params={"locale": "fr"}).json()
    assert french["card"]["title"] == "Chargeur muet"
    same = client.put(place, json=french["content"] | {"version": 1})
    assert (same.status_code, same.json()["changed"]) == (200, False)
    changed = client.put(place, json=french["content"] | {"version": 1, "symptom_text": "no light"})
    assert (changed.json()["changed"], changed.json()["card"]["version"]) == (True, 2)
    stale = client.put(place, json=french["content"] | {"version": 1, "locale": "fr"})
    assert (stale.status_code, stale.json()["details"]["version"]) == (409, 2)
    assert "rien n'a été écrit" in stale.json()["detail"]


def test_the_same_key_writes_one_card(client: TestClient) -> None:
    first = write(client, idempotency_key="k1")
    again = client.post(CARDS, json=BODY | {"idempotency_key": "k1", "tags": ["other"]})
    assert (again.status_code, again.json()["changed"]) == (200, False)
    assert again.json()["card"]["failure_id"] == first["card"]["failure_id"]
    assert again.json()["card"]["tags"] == []


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"symptoms": ["symptom.nothing"]}, "symptoms.0", "symptom.nothing"),
        ({"title": {}}, "title", ""),
        ({"subsystem_category": "wings"}, "subsystem_category", ""),
        (
            {"diagnostic_tree": {"nodes": [{"node_id": "n1", "question": {"fr": "?"}}]}},
            "diagnostic_tree.nodes.0",
            "n1 n'a ni branche ni conclusion",
        ),
        ({"first_detected_at": "yesterday"}, "first_detected_at", ""),
        ({"weight": 1}, "weight", ""),
    ],
)
def test_what_is_wrong_is_named(
    client: TestClient, changed: dict[str, Any], field: str, said: str
) -> None:
    answer = client.post(CARDS, json=BODY | {"locale": "fr"} | changed)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert said in answer.json()["detail"]


def test_a_card_is_found_by_each_filter(client: TestClient) -> None:
    card_id = publish(
        client,
        title={"en": "Inlet pins glow", "fr": "Broches brûlées"},
        failure_mode="overheating",
        vehicle_models=["model.renault_zoe"],
        source_type="field_discovery",
    )
    for wanted in (
        {"subsystem": "charger"},
        {"failure_mode": "overheating"},
        {"fault": FAULT},
        {"error_code": "p0d22"},
        {"make": "ather"},
        {"make": "Renault"},
        {"model": "Zoe"},
        {"model": "model.renault_zoe"},
        {"q": "glowing pin"},
        {"q": "broche brulee", "locale": "fr"},
        {"source_type": "field_discovery"},
        {"min_confidence": 0.5},
        {"garage": "garage_one"},
    ):
        answer = client.get(CARDS, params=wanted | {"limit": 200})
        assert answer.status_code == 200, answer.text
        assert card_id in {each["failure_id"] for each in answer.json()["cards"]}, wanted
    for other in (
        {"subsystem": "brakes"},
        {"fault": "fault.dpf_clogged"},
        {"error_code": "P0171"},
        {"make": "Peugeot"},
        {"model": "Clio IV"},
        {"q": "turbo"},
        {"status": "deprecated"},
        {"min_confidence": 0.9},
        {"garage": "garage_two"},
    ):
        shown = client.get(CARDS, params=other | {"limit": 200}).json()["cards"]
        assert card_id not in {each["failure_id"] for each in shown}, other


@pytest.mark.parametrize("words", [None, "stalactite"])
def test_pages_hold_every_card_once(client: TestClient, words: str | None) -> None:
    made = {
        publish(client, title={"en": f"Stalactite {at}"}, vehicle_makes=["Pager"]) for at in "abcde"
    }
    wanted: dict[str, Any] = {"make": "pager", "limit": 2} | ({"q": words} if words else {})
    seen: list[str] = []
    cursor = None
    for _ in range(100):  # cards of every make are listed too
        page = client.get(CARDS, params=wanted | ({"cursor": cursor} if cursor else {})).json()
        seen += [each["failure_id"] for each in page["cards"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert made <= set(seen)
    assert len(seen) == len(set(seen))
    assert client.get(CARDS, params={"cursor": "abc"}).status_code == 422


def test_a_tree_is_walked_to_its_conclusion(client: TestClient) -> None:
    card_id = write(client)["card"]["failure_id"]
    place = f"{CARDS}/{card_id}/tree/walk"
    first = client.post(place, json={}).json()
    assert (first["node"]["node_id"], first["path"]) == ("n1", [])
    second = client.post(place, json={"node_id": "n1", "answer": "yes", "locale": "en"}).json()
    assert second["node"]["question"] == "n2?"
    assert second["path"] == [{"node_id": "n1", "question": "n1?", "answer": "yes"}]
    end = client.post(place, json={"node_id": "n2", "answer": "yes", "locale": "fr"}).json()
    assert end["node"] is None
    assert end["conclusion"]["confirmed"] == {
        "id": FAULT,
        "label": "Chargeur embarqué défaillant",
        "kind": "fault",
    }
    assert end["conclusion"]["message"].startswith("confirmé : ")
    assert [each["answer"] for each in end["path"]] == ["yes", "yes"]
    other = client.post(place, json={"node_id": "n2", "answer": "no", "locale": "en"}).json()
    assert (other["conclusion"]["confirmed"], other["conclusion"]["rules_out"]) == (None, True)
    assert client.post(place, json={"answer": "yes"}).status_code == 422
    assert client.post(place, json={"node_id": "n9"}).status_code == 404
    assert client.post(place, json={"node_id": "found", "answer": "no"}).status_code == 422
    tree = client.get(f"{CARDS}/{card_id}/tree").json()["diagnostic_tree"]
    assert [node["node_id"] for node in tree["nodes"]] == ["n1", "n2", "other", "found"]


def test_a_card_without_a_tree_says_so(client: TestClient) -> None:
    card_id = write(client, diagnostic_tree=None)["card"]["failure_id"]
    assert client.get(f"{CARDS}/{card_id}/tree").status_code == 404
    assert client.post(f"{CARDS}/{card_id}/tree/walk", json={}).status_code == 404


def test_the_history_tells_who_when_and_why(client: TestClient, asked_by: Ask) -> None:
    ann, bob = principal("ann"), principal("bob")
    card_id = write(asked_by(ann))["card"]["failure_id"]
    assert step(client, card_id, "submit", 1).json()["changed"] is True
    assert step(client, card_id, "submit", 1).json()["changed"] is False
    empty = step(client, card_id, "reject", 2, reason=" ")
    assert (empty.status_code, empty.json()["field"]) == (422, "reason")
    assert step(asked_by(bob), card_id, "reject", 2, reason="which pin?").status_code == 200
    history = client.get(f"{CARDS}/{card_id}/history").json()
    told = [(each["action"], each["by"], each["note"]) for each in history["version_history"]]
    assert told == [
        ("create", "ann", None),
        ("submit", "ann", None),
        ("reject", "bob", "which pin?"),
    ]
    assert history["version_history"][1]["changed_fields"] == ["status"]
    assert history["confidence_history"] == []


def test_cards_like_a_card_say_why(client: TestClient) -> None:
    mine = publish(client, error_codes=["X77"])
    twin = publish(client, title={"en": "Twin"}, error_codes=["X77"])
    cousin = publish(client, title={"en": "Cousin"}, error_codes=[])
    found = client.get(f"{CARDS}/{mine}/similar", params={"limit": 50}).json()["cards"]
    by_id = {each["card"]["failure_id"]: each for each in found}
    assert (by_id[twin]["similarity"], by_id[twin]["same_signature"]) == (1.0, True)
    assert by_id[cousin]["same_fault"]
    assert by_id[cousin]["shared_observables"] == [
        "symptom.charging_refused",
        "symptom.dc_ok_ac_fails",
    ]
    assert by_id[cousin]["similarity"] == 1.0  # all observables and the fault
    assert mine not in by_id
    assert client.get(f"{CARDS}/fc_nothing/similar").status_code == 404


def test_roles_may_what_they_may(client: TestClient, asked_by: Ask) -> None:
    expert, technician = principal("eve"), principal("tom", Role.TECHNICIAN)
    viewer = principal("max", Role.VIEWER)
    assert asked_by(viewer).post(CARDS, json=BODY).status_code == 403
    card_id = write(asked_by(technician))["card"]["failure_id"]
    assert step(client, card_id, "submit", 1).status_code == 403
    assert client.put(f"{CARDS}/{card_id}", json=BODY | {"version": 1}).status_code == 403
    for path in ("", "/history", "/similar", "/tree"):
        assert client.get(f"{CARDS}/{card_id}{path}").status_code == 200
        assert asked_by(viewer).get(f"{CARDS}/{card_id}{path}").status_code == 404
        asked_by(technician)
    assert step(asked_by(expert), card_id, "submit", 1).status_code == 200
    assert step(client, card_id, "approve", 2).status_code == 200  # another began it
    assert asked_by(viewer).get(f"{CARDS}/{card_id}").json()["card"]["reviewed"] is True
    assert client.get(CARDS, params={"status": "draft"}).json()["cards"] == []


def test_a_garage_sees_no_draft_of_another(client: TestClient, asked_by: Ask) -> None:
    card_id = write(asked_by(principal("ann")))["card"]["failure_id"]
    foreign = asked_by(principal("zoe", Role.ADMIN, "garage_two"))
    place = f"{CARDS}/{card_id}"
    for path in ("", "/history", "/similar", "/tree"):
        assert foreign.get(f"{place}{path}").status_code == 404
    assert foreign.put(place, json=BODY | {"version": 1}).status_code == 404
    assert foreign.post(f"{place}/tree/walk", json={}).status_code == 404
    for name in ("submit", "approve", "deprecate", "revise"):
        assert step(foreign, card_id, name, 1).status_code == 404
    assert step(foreign, card_id, "reject", 1, reason="no").status_code == 404
    listed = foreign.get(CARDS, params={"status": "draft", "limit": 200}).json()["cards"]
    assert card_id not in {each["failure_id"] for each in listed}
    assert step(asked_by(principal("ann")), card_id, "submit", 1).status_code == 200
    assert step(asked_by(principal("bob")), card_id, "approve", 2).status_code == 200
    assert asked_by(principal("zoe", Role.ADMIN, "garage_two")).get(place).status_code == 200
    assert step(client, card_id, "revise", 3).status_code == 403
