"""The life of a failure card on a real graph: written, changed, reviewed, published, reworked."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from engine.cards.changing import Changing, change_card
from engine.cards.finding import StoredCard, find_card
from engine.cards.transitions import move_card
from engine.cards.writing import Making, create_card
from engine.principal import Principal
from graph.cards.content import Bilingual, CardContent
from graph.cards.properties import normalised
from graph.cards.signature import signature_hash
from graph.embedder import Embedder
from graph.errors import (
    ConflictError,
    FaultgraphError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
)
from graph.session import Graph
from graph.vocabulary_records import CardAction, CardStatus, Role
from seeds.compiling.pack import compile_pack
from seeds.loader import load
from seeds.validate import load_pack
from tests.builders.cards import NOW, content, part, principal, small_tree
from tests.builders.database import rows

ANN, BOB = principal("ann"), principal("bob")
FAULT = "fault.battery_12v_worn"
WHOLE = content(
    symptoms=("dtc.sae.P0562",),
    fault_id=FAULT,
    tree=small_tree(FAULT),
)


@pytest.fixture
def knowledge(writable_knowledge: Graph) -> Graph:
    """The shipped knowledge, to write cards on."""
    return writable_knowledge


def make(graph: Graph, card: CardContent = WHOLE, by: Principal = ANN) -> str:
    return graph.write_unit(lambda tx: create_card(tx, card, Making(by, NOW)))


def step(
    graph: Graph, card_id: str, action: CardAction, by: Principal = ANN, **more: Any
) -> StoredCard:
    seen = find_card(graph, by, card_id)
    changing = Changing(by, more.get("version", seen.version), NOW, note=more.get("note"))
    graph.write_unit(lambda tx: move_card(tx, card_id, action, changing))
    return find_card(graph, by, card_id)


def test_a_card_comes_back_as_it_was_written(knowledge: Graph) -> None:
    card = find_card(knowledge, ANN, make(knowledge))
    assert card.content == normalised(WHOLE)
    assert card.properties["signature_hash"] == signature_hash(WHOLE)
    assert (card.properties["total_paths"], card.properties["avg_path_length"]) == (3, 1.6667)
    assert card.properties["estimated_total_cost"] == 100.5


def test_what_joins_a_card_is_weighed_by_its_fault(knowledge: Graph) -> None:
    card_id = make(knowledge)
    found = rows(
        knowledge,
        "MATCH (o)-[r:INDICATES]->(:FailureCard {id: $id}) "
        "OPTIONAL MATCH (o)-[k:INDICATES]->(:Fault {id: $fault}) "
        "RETURN o.id AS id, r.signature_rank AS rank, r.weight AS weight, k.weight AS known, "
        "r.status AS status ORDER BY rank",
        id=card_id,
        fault=FAULT,
    )
    assert [(each["id"], each["rank"], each["status"]) for each in found] == [
        ("dtc.sae.P0562", 1, "draft"),
        ("dtc.sae.P0AA1", 2, "draft"),
    ]
    assert found[0]["weight"] == found[0]["known"]
    assert found[1]["weight"] is None  # this fault does not show that code
    resolves = rows(
        knowledge,
        "MATCH (:FailureCard {id: $id})-[r:RESOLVES]->(:Fault) "
        "OPTIONAL MATCH (e:LedgerEntry {relation_id: r.relation_id}) "
        "RETURN r.weight AS weight, r.alpha AS alpha, count(e) AS entries",
        id=card_id,
    )
    assert resolves == [{"weight": 0.5, "alpha": 4.0, "entries": 1}]


def test_making_a_card_with_an_id_again_finds_it(knowledge: Graph) -> None:
    making = Making(ANN, NOW, card_id="fc_again")
    for _ in range(2):
        assert knowledge.write_unit(lambda tx: create_card(tx, WHOLE, making)) == "fc_again"
    assert find_card(knowledge, ANN, "fc_again").version == 1
    assert events_of(knowledge, "fc_again") == ["card.created"]


def events_of(graph: Graph, card_id: str) -> list[str]:
    found = rows(
        graph,
        "MATCH (e:Event {aggregate_id: $id}) RETURN e.event_type AS type ORDER BY e.position",
        id=card_id,
    )
    return [str(each["type"]) for each in found]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"symptoms": ("symptom.rough_idle", "symptom.nothing")}, "symptoms.1"),
        ({"fault_id": "part.battery_12v"}, "fault_id"),
        ({"parts": (part("part.battery_12v"), part("part.nothing"))}, "required_parts.1.part_id"),
        ({"parts": (part("part.battery_12v"),) * 2}, "required_parts.1.part_id"),
        ({"covers": ("make.renault",)}, "vehicle_models.0"),
        ({"system_ids": ("system.nothing",)}, "system_ids.0"),
        ({"root_cause_ids": ("fault.dpf_clogged",)}, "root_cause_ids.0"),
        (
            {"tree": small_tree("cause.nothing")},
            "diagnostic_tree.nodes.2.leads_to_root_cause",
        ),
        ({"first_detected_at": "yesterday"}, "first_detected_at"),
    ],
)
def test_what_the_graph_does_not_have_is_refused_by_its_field(
    knowledge: Graph, changed: dict[str, Any], field: str
) -> None:
    before = rows(knowledge, "MATCH (c:FailureCard) RETURN count(c) AS n")
    with pytest.raises(InvalidInputError) as refused:
        make(knowledge, content(**changed))
    assert refused.value.field == field
    assert rows(knowledge, "MATCH (c:FailureCard) RETURN count(c) AS n") == before


def test_a_whole_life_is_kept_with_who_and_when(knowledge: Graph) -> None:
    card_id = make(knowledge)
    put = Changing(ANN, 1, NOW, note="clearer")
    renamed = content(fault_id=FAULT, title=Bilingual("Relais collé", "Relay stuck"))
    assert knowledge.write_unit(lambda tx: change_card(tx, card_id, renamed, put))
    step(knowledge, card_id, CardAction.SUBMIT)
    step(knowledge, card_id, CardAction.REJECT, BOB, note="which relay?")
    step(knowledge, card_id, CardAction.SUBMIT)
    published = step(knowledge, card_id, CardAction.APPROVE, BOB)
    assert (published.status, published.version) == (CardStatus.APPROVED, 6)
    assert published.properties["approved_by"] == published.properties["reviewed_by"] == "bob"
    step(knowledge, card_id, CardAction.DEPRECATE, BOB)
    again = step(knowledge, card_id, CardAction.REVISE)
    assert (again.status, again.version) == (CardStatus.DRAFT, 8)
    assert again.properties.get("approved_by") is None
    held = again.properties
    assert list(zip(held["history_actions"], held["history_by"], strict=True)) == [
        ("create", "ann"),
        ("update", "ann"),
        ("submit", "ann"),
        ("reject", "bob"),
        ("submit", "ann"),
        ("approve", "bob"),
        ("deprecate", "bob"),
        ("revise", "ann"),
    ]
    assert held["history_versions"] == list(range(1, 9))
    assert held["history_notes"][3] == "which relay?"
    assert events_of(knowledge, card_id) == [
        "card.created",
        "card.updated",
        "card.submitted_for_review",
        "card.updated",
        "card.submitted_for_review",
        "card.approved",
        "card.deprecated",
        "card.updated",
    ]


def test_every_version_leaves_a_revision_and_an_audit_entry(knowledge: Graph) -> None:
    card_id = make(knowledge)
    put = Changing(ANN, 1, NOW)
    knowledge.write_unit(lambda tx: change_card(tx, card_id, content(fault_id=FAULT), put))
    revisions = rows(
        knowledge,
        "MATCH (v:Revision {entity_id: $id}) RETURN v.change AS change, v.version AS version "
        "ORDER BY v.to_version",
        id=card_id,
    )
    assert revisions == [
        {"change": "create", "version": None},
        {"change": "update", "version": 1},
    ]
    entries = rows(
        knowledge,
        "MATCH (a:AuditEntry {entity_id: $id}) RETURN a.action AS action, a.old_data AS old, "
        "a.changed_fields AS fields, a.user_id AS user ORDER BY a.graph_version",
        id=card_id,
    )
    assert [(each["action"], each["user"]) for each in entries] == [
        ("create", "ann"),
        ("update", "ann"),
    ]
    assert entries[1]["fields"] == ["primary_symptoms", "tree", "version"]
    assert json.loads(str(entries[1]["old"]))["tree"] == normalised(WHOLE).tree


def test_of_two_who_change_the_same_version_one_is_told(knowledge: Graph) -> None:
    card_id = make(knowledge)
    first, second = (content(fault_id=FAULT, tags=(name,)) for name in ("one", "two"))
    knowledge.write_unit(lambda tx: change_card(tx, card_id, first, Changing(ANN, 1, NOW)))
    with pytest.raises(ConflictError) as refused:
        knowledge.write_unit(lambda tx: change_card(tx, card_id, second, Changing(BOB, 1, NOW)))
    assert (refused.value.field, refused.value.details["version"]) == ("version", 2)
    assert find_card(knowledge, ANN, card_id).content.tags == ("one",)


def test_the_same_content_makes_no_new_version(knowledge: Graph) -> None:
    card_id = make(knowledge)
    before = rows(knowledge, "MATCH (v:GraphVersion) RETURN v.version AS version")
    same = Changing(BOB, 1, NOW)
    assert not knowledge.write_unit(lambda tx: change_card(tx, card_id, WHOLE, same))
    assert find_card(knowledge, ANN, card_id).version == 1
    assert rows(knowledge, "MATCH (v:GraphVersion) RETURN v.version AS version") == before
    assert events_of(knowledge, card_id) == ["card.created"]


def test_a_node_that_leaves_the_tree_is_kept_as_deprecated(knowledge: Graph) -> None:
    card_id = make(knowledge)
    bare = content(fault_id=FAULT)
    knowledge.write_unit(lambda tx: change_card(tx, card_id, bare, Changing(ANN, 1, NOW)))
    assert find_card(knowledge, ANN, card_id).tree is None
    found = rows(
        knowledge,
        "MATCH (n:DiagnosticNode) WHERE n.id STARTS WITH $id "
        "RETURN DISTINCT n.status AS status, COUNT { (n)-[:IF_YES|IF_NO|CONFIRMS]-() } AS links",
        id=card_id,
    )
    assert found == [{"status": "deprecated", "links": 0}]
    knowledge.write_unit(lambda tx: change_card(tx, card_id, WHOLE, Changing(ANN, 2, NOW)))
    assert find_card(knowledge, ANN, card_id).content == normalised(WHOLE)
    step(knowledge, card_id, CardAction.SUBMIT)
    step(knowledge, card_id, CardAction.APPROVE, BOB)
    links = rows(
        knowledge,
        "MATCH (c:FailureCard {id: $id})-[r]-(:Knowledge) RETURN DISTINCT r.status AS status",
        id=card_id,
    )
    assert links == [{"status": "active"}]


def test_steps_that_the_life_does_not_have_are_refused(knowledge: Graph) -> None:
    card_id = make(knowledge)
    for action in (CardAction.APPROVE, CardAction.REJECT, CardAction.DEPRECATE, CardAction.REVISE):
        with pytest.raises(ConflictError) as refused:
            step(knowledge, card_id, action, BOB, note="no")
        assert refused.value.details["allowed"] == ["submit"]
    step(knowledge, card_id, CardAction.SUBMIT)
    put = Changing(ANN, 2, NOW)
    with pytest.raises(ConflictError, match="only a draft"):
        knowledge.write_unit(lambda tx: change_card(tx, card_id, content(), put))


def test_the_same_step_told_twice_is_taken_once(knowledge: Graph) -> None:
    card_id = make(knowledge)
    submit = Changing(ANN, 1, NOW)
    taken = [
        knowledge.write_unit(lambda tx: move_card(tx, card_id, CardAction.SUBMIT, submit))
        for _ in range(2)
    ]
    assert taken == [True, False]
    assert find_card(knowledge, ANN, card_id).version == 2


def test_nobody_approves_what_they_began_but_an_administrator(knowledge: Graph) -> None:
    card_id = make(knowledge)
    step(knowledge, card_id, CardAction.SUBMIT)
    with pytest.raises(ForbiddenError):
        step(knowledge, card_id, CardAction.APPROVE)
    chief = make(knowledge, WHOLE, principal("chief", Role.ADMIN))
    step(knowledge, chief, CardAction.SUBMIT)
    admin = principal("chief", Role.ADMIN)
    assert step(knowledge, chief, CardAction.APPROVE, admin).status is CardStatus.APPROVED


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"symptom_text": None, "error_codes": ()}, "symptoms"),
        ({"resolution_steps": ()}, "resolution_steps"),
    ],
)
def test_a_card_that_nobody_could_find_or_follow_is_not_submitted(
    knowledge: Graph, changed: dict[str, Any], field: str
) -> None:
    card_id = make(knowledge, content(**changed))
    with pytest.raises(InvalidInputError) as refused:
        step(knowledge, card_id, CardAction.SUBMIT)
    assert refused.value.field == field


def test_drafts_are_of_their_garage_and_published_cards_are_everybodys(knowledge: Graph) -> None:
    card_id = make(knowledge)
    foreign = principal("zoe", garage="garage_two")
    apprentice = principal("max", Role.VIEWER)
    everywhere = principal("net", Role.ADMIN, "garage_two", is_cross_garage=True)
    for nobody in (foreign, apprentice):
        with pytest.raises(NotFoundError):
            find_card(knowledge, nobody, card_id)
    assert find_card(knowledge, principal("tom", Role.TECHNICIAN), card_id).id == card_id
    assert find_card(knowledge, everywhere, card_id).id == card_id
    step(knowledge, card_id, CardAction.SUBMIT)
    step(knowledge, card_id, CardAction.APPROVE, BOB)
    for reader in (foreign, apprentice):
        assert find_card(knowledge, reader, card_id).status is CardStatus.APPROVED
    with pytest.raises(ForbiddenError, match="another garage"):
        step(knowledge, card_id, CardAction.DEPRECATE, foreign)


def test_nothing_is_half_written_when_a_value_is_refused(knowledge: Graph) -> None:
    wrong = content(fault_id=FAULT, estimated_parts_cost=-1.0)
    before = rows(knowledge, "MATCH (n) RETURN count(n) AS nodes")
    with pytest.raises(FaultgraphError):
        make(knowledge, wrong)
    assert rows(knowledge, "MATCH (n) RETURN count(n) AS nodes") == before


def test_a_shipped_card_that_somebody_revised_is_left_alone_by_seeds(
    knowledge: Graph, embedder: Embedder
) -> None:
    card_id = "card.turbo_hose_off"
    shipped = find_card(knowledge, ANN, card_id)
    assert (shipped.status, shipped.garage_id) == (CardStatus.APPROVED, None)
    assert shipped.properties.get("reviewed_by") is None
    assert shipped.properties["confidence_score"] == 0.5
    step(knowledge, card_id, CardAction.REVISE)
    theirs = Changing(ANN, 2, NOW)
    mine = replace(shipped.content, tags=("mine",), parts=())
    knowledge.write_unit(lambda tx: change_card(tx, card_id, mine, theirs))
    assert not load(knowledge, compile_pack(load_pack()), embedder).written
    kept = find_card(knowledge, ANN, card_id)
    assert (kept.content, kept.garage_id) == (normalised(mine), ANN.garage_id)


def test_what_a_shipped_card_learned_survives_a_change_of_its_record(
    knowledge: Graph, embedder: Embedder
) -> None:
    card_id = "card.caliper_pins_dry"
    rows(
        knowledge,
        "MATCH (c:FailureCard {id: $id}) SET c.usage_count = 7, c.content_hash = 'older'",
        id=card_id,
    )
    assert load(knowledge, compile_pack(load_pack()), embedder).summary["nodes_updated"] == 1
    assert find_card(knowledge, ANN, card_id).properties["usage_count"] == 7


def test_of_two_writers_at_once_exactly_one_writes(knowledge: Graph) -> None:
    card_id = make(knowledge)
    both = Barrier(2)

    def write(name: str) -> bool:
        mine = content(fault_id=FAULT, tags=(name,))
        both.wait()
        try:
            put = Changing(ANN, 1, NOW)
            return knowledge.write_unit(lambda tx: change_card(tx, card_id, mine, put))
        except ConflictError:
            return False

    with ThreadPoolExecutor(2) as pool:
        written = list(pool.map(write, ("left", "right")))
    assert sorted(written) == [False, True]
    kept = find_card(knowledge, ANN, card_id)
    assert (kept.version, kept.content.tags) == (2, ("left",) if written[0] else ("right",))
    assert events_of(knowledge, card_id) == ["card.created", "card.updated"]
