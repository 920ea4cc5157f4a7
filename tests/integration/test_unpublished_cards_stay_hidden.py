"""Drafts of a garage behind the routes of the knowledge graph: who finds them, who does not."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.dependencies import principal_of
from engine.principal import Principal
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role
from tests.builders.cards import principal, small_tree
from tests.builders.database import rows

API = "/api/knowledge-graph"
CARDS = "/api/efi/failure-cards"
FAULT = "fault.on_board_charger_failed"
WORD = "zorglubian"
BODY: dict[str, Any] = {
    "title": {"fr": f"Chargeur {WORD}", "en": f"Charger {WORD}"},
    "subsystem_category": "charger",
    "fault_id": FAULT,
    "symptom_text": "it does not charge",
    "resolution_steps": [{"text": {"fr": "Remplacer", "en": "Replace it"}}],
    "diagnostic_tree": small_tree(FAULT),
    "locale": "en",
}
VIEWER = principal("vic", Role.VIEWER)
TECHNICIAN = principal("tom", Role.TECHNICIAN)
EXPERT = principal("ann", Role.EXPERT)
STRANGER = principal("eve", Role.EXPERT, "garage_two")
OVERSEER = principal("max", Role.EXPERT, "garage_two", is_cross_garage=True)
SEES = [
    pytest.param(VIEWER, False, id="viewer"),
    pytest.param(TECHNICIAN, True, id="technician_of_the_garage"),
    pytest.param(STRANGER, False, id="expert_of_another_garage"),
    pytest.param(OVERSEER, True, id="all_garages"),
]
EXPERTS = [
    pytest.param(EXPERT, True, id="expert_of_the_garage"),
    pytest.param(STRANGER, False, id="expert_of_another_garage"),
    pytest.param(OVERSEER, True, id="all_garages"),
]
Ask = Callable[[Principal], TestClient]


@pytest.fixture(scope="module")
def opened(writable_knowledge: Graph) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(garage_id="garage_one"), writable_knowledge)) as client:
        yield client


@pytest.fixture
def asked_by(opened: TestClient) -> Iterator[Ask]:
    """Let the same client ask as somebody else."""
    overrides = opened.app.dependency_overrides  # type: ignore[attr-defined]

    def become(who: Principal) -> TestClient:
        overrides[principal_of] = lambda: who
        return opened

    yield become
    overrides.clear()


@pytest.fixture(scope="module")
def card_id(opened: TestClient) -> str:
    """A draft of garage one, whose tree lost a node; by its own technician."""
    overrides = opened.app.dependency_overrides  # type: ignore[attr-defined]
    overrides[principal_of] = lambda: EXPERT
    card: dict[str, Any] = opened.post(CARDS, json=BODY).json()["card"]
    body = {key: value for key, value in BODY.items() if key != "locale"}
    tree = {"nodes": [{**BODY["diagnostic_tree"]["nodes"][0], "if_yes": "found"}]}
    tree["nodes"] += BODY["diagnostic_tree"]["nodes"][2:]
    changed = opened.put(
        f"{CARDS}/{card['failure_id']}", json=body | {"diagnostic_tree": tree, "version": 1}
    )
    assert changed.status_code == 200, changed.text
    overrides.clear()
    found: str = card["failure_id"]
    return found


@pytest.mark.parametrize(("who", "sees"), SEES)
def test_a_draft_and_its_tree_are_found_by_those_who_may_see_it(
    asked_by: Ask, card_id: str, who: Principal, sees: bool
) -> None:
    client = asked_by(who)
    for node_id in (card_id, f"{card_id}.n1", f"{card_id}.n2"):  # n2 is no longer in the tree
        answer = client.get(f"{API}/nodes/{node_id}")
        assert answer.status_code == (200 if sees else 404), node_id
    for kind in ("FailureCard", "DiagnosticNode", "Knowledge"):
        for status in ("draft", "deprecated"):
            params = {"kind": kind, "status": status, "limit": 200}
            text = client.get(f"{API}/nodes", params=params).text
            is_there = (kind, status) != ("FailureCard", "deprecated")
            assert (card_id in text) == (sees and is_there), (kind, status)


@pytest.mark.parametrize(("who", "sees"), SEES)
def test_neighbours_of_a_fault_leave_out_a_draft_of_others(
    asked_by: Ask, card_id: str, who: Principal, sees: bool
) -> None:
    answer = asked_by(who).get(f"{API}/nodes/{FAULT}", params={"limit": 500}).json()
    assert (card_id in str(answer)) == sees
    assert (WORD in str(answer)) == sees
    assert sum(each["total"] for each in answer["relationship_counts"]) == len(
        answer["relationships"]
    )


@pytest.mark.parametrize(("who", "sees"), SEES)
def test_counts_leave_out_a_draft_of_others(
    asked_by: Ask, writable_knowledge: Graph, card_id: str, who: Principal, sees: bool
) -> None:
    assert card_id
    text = (
        "MATCH (c:FailureCard) WHERE $all OR c.status IN ['approved', 'deprecated'] "
        "RETURN 1 AS cards, COUNT { (c)-[:HAS_TREE]->() } AS trees"
    )
    counted = [
        (sum(int(str(row["cards"])) for row in found), sum(int(str(row["trees"])) for row in found))
        for found in (rows(writable_knowledge, text, all=each) for each in (True, False))
    ]
    assert counted[0] > counted[1]
    stats = asked_by(who).get(f"{API}/stats").json()
    shown = (stats["nodes"].get("FailureCard", 0), stats["relationships"].get("HAS_TREE", 0))
    assert shown == counted[0 if sees else 1]


def test_cases_of_other_garages_are_not_counted(asked_by: Ask, writable_knowledge: Graph) -> None:
    rows(writable_knowledge, "CREATE (:Case {id: 'case_hidden', garage_id: 'garage_one'})")
    own = asked_by(VIEWER).get(f"{API}/stats").json()["cases"]["pending"]
    others = asked_by(STRANGER).get(f"{API}/stats").json()["cases"]["pending"]
    rows(writable_knowledge, "MATCH (c:Case {id: 'case_hidden'}) DELETE c")
    assert (own, others) == (1, 0)


@pytest.mark.parametrize(("who", "sees"), EXPERTS)
def test_the_audit_log_tells_of_a_draft_to_those_who_may_see_it(
    asked_by: Ask, card_id: str, who: Principal, sees: bool
) -> None:
    client = asked_by(who)
    entries = client.get(f"{API}/audit", params={"entity_id": card_id}).json()["entries"]
    assert bool(entries) == sees
    assert (WORD in client.get(f"{API}/audit").text) == sees


@pytest.mark.parametrize(("who", "sees"), EXPERTS)
def test_a_card_and_its_tree_are_not_changed_behind_the_cards_back(
    asked_by: Ask, writable_knowledge: Graph, card_id: str, who: Principal, sees: bool
) -> None:
    client = asked_by(who)
    bodies: dict[str, dict[str, Any]] = {
        "status": {"status": "review"},
        "review": {},
        "restore": {"graph_version": 1},
    }
    code, key = (409, "failure-cards") if sees else (404, "nodes/search")
    for node_id in (card_id, f"{card_id}.n1"):
        for step, body in bodies.items():
            place = f"{API}/nodes/{node_id}/{step}"
            refused = client.post(place, json={"expected_version": 1, "user": "ann", **body})
            assert refused.status_code == code, refused.text
            assert key in refused.json()["fix"]
    text = "MATCH (:FailureCard {id: $id})-[r:RESOLVES]->() RETURN r.relation_id AS id"
    relation_id = rows(writable_knowledge, text, id=card_id)[0]["id"]
    place = f"{API}/relationships/{relation_id}/status"
    body = {"status": "review", "expected_version": 1, "user": "ann"}
    assert client.post(place, json=body).status_code == code


@pytest.mark.parametrize("who", [VIEWER, STRANGER])
def test_a_published_card_is_everybodys_until_it_is_revised(asked_by: Ask, who: Principal) -> None:
    body = BODY | {"title": {"fr": "Fiche kwyjibo", "en": "Card kwyjibo"}}
    author = asked_by(EXPERT)
    card: str = author.post(CARDS, json=body).json()["card"]["failure_id"]

    def seen() -> list[bool]:
        client = asked_by(who)
        found = client.get(f"{API}/nodes/search", params={"q": "kwyjibo", "limit": 50}).text
        places = (f"{API}/nodes/{card}", f"{API}/nodes/{card}.n1")
        return [card in found, *(client.get(place).status_code == 200 for place in places)]

    assert seen() == [False, False, False]
    steps = (("submit", EXPERT), ("approve", principal("bob", Role.EXPERT)))
    for version, (step, mover) in enumerate(steps, start=1):
        moved = asked_by(mover).post(f"{CARDS}/{card}/{step}", json={"version": version})
        assert moved.status_code == 200, moved.text
    assert seen() == [True, True, True]
    revised = asked_by(EXPERT).post(f"{CARDS}/{card}/revise", json={"version": 3})
    assert revised.status_code == 200, revised.text
    assert seen() == [False, False, False]


@pytest.mark.parametrize(("who", "sees"), EXPERTS)
def test_a_card_under_review_matches_for_experts_of_its_garage(
    asked_by: Ask, who: Principal, sees: bool
) -> None:
    body = BODY | {"error_codes": ["ZZ-4711"], "diagnostic_tree": None}
    card: str = asked_by(EXPERT).post(CARDS, json=body).json()["card"]["failure_id"]
    assert asked_by(EXPERT).post(f"{CARDS}/{card}/submit", json={"version": 1}).status_code == 200
    wanted = {"symptom_text": WORD, "error_codes": ["ZZ-4711"], "include_pending": True}
    answer = asked_by(who).post("/api/efi/match", json=wanted)
    assert answer.status_code == 200, answer.text
    assert (card in answer.text) == sees


def test_a_post_that_only_reads_leaves_no_access_entry(
    asked_by: Ask, writable_knowledge: Graph, card_id: str
) -> None:
    text = "MATCH (a:AccessEntry) RETURN count(a) AS n"
    before = rows(writable_knowledge, text)
    client = asked_by(TECHNICIAN)
    for place, body in (
        ("/api/efi/match", {"symptom_text": WORD}),
        (f"{CARDS}/{card_id}/tree/walk", {}),
        ("/api/efi/drafts/preview", {"description": WORD}),
    ):
        assert client.post(place, json=body).status_code == 200
    assert rows(writable_knowledge, text) == before
