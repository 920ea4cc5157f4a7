"""``validate``: each planted defect is found, and nothing else; the shipped graph has none."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.integrity_texts import CHECK_TEXTS
from engine.validating.findings import Finding
from engine.validating.registry import CHECKS, validate_graph
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary import Locale
from graph.vocabulary_records import FindingSeverity
from seeds.loader import load
from tests.builders.database import rows
from tests.builders.knowledge import small_pack

PLAIN = "source_kind: 'expert', created_by: 'test', status: 'active'"
TWIN = (
    "MATCH (f:Fault {id: 'fault.alpha'}) CREATE (t:Knowledge:Fault) "
    "SET t = f {.*, id: 'fault.twin'} "
    "WITH f, t MATCH (o)-[r:INDICATES]->(f) CREATE (o)-[q:INDICATES]->(t) "
    "SET q = r {.*, relation_id: r.relation_id + 't'} "
    "WITH DISTINCT t MATCH (m:PriorMass) WHERE m.id = t.applicability_class + '|' + t.safety_level "
    "SET m.mass = m.mass + t.prior_rate "
    "WITH t MATCH (e:LedgerEntry) CREATE (n:LedgerEntry) SET n = e {.*, id: e.id + 't', "
    "idempotency_key: e.idempotency_key + 't', relation_id: e.relation_id + 't'}"
)
NEW_CODE = (
    "CREATE (d:Knowledge:Observable:Dtc {id: $id, code: $code, make: $make, status: 'active', "
    "label_fr: 'a', label_en: 'a', observable_type: 'dtc'}) WITH d "
    "MATCH (f:Fault {id: 'fault.alpha'}) "
    f"CREATE (d)-[:INDICATES {{relation_id: 'rel_' + $id, {PLAIN}}}]->(f)"
)


def code(identity: str, name: str, make: str) -> str:
    """Return a statement that makes one trouble code which indicates a fault."""
    text = NEW_CODE.replace("$id", f"'{identity}'")
    return text.replace("$code", f"'{name}'").replace("$make", f"'{make}'")


def card(**properties: str) -> str:
    """Return a statement that makes one approved card, sound but for what is changed."""
    held = {
        "id": "'card.bare'",
        "status": "'approved'",
        "subsystem_category": "'bms'",
        "resolution_steps_fr": "['un']",
        "resolution_steps_en": "['one']",
        "resolution_step_minutes": "[0]",
    } | properties
    text = ", ".join(f"{key}: {value}" for key, value in held.items())
    return f"CREATE (c:Knowledge:FailureCard {{{text}}}) WITH c "


RESOLVING = (
    "MATCH (f:Fault {id: 'fault.alpha'}) "
    f"CREATE (c)-[:RESOLVES {{relation_id: 'rel_bare', {PLAIN}}}]->(f)"
)

#: Check, the statement that plants its defect, what the finding names.
PLANTED: list[tuple[str, str, str]] = [
    (
        "card_without_steps",
        card(resolution_steps_fr="null", resolution_steps_en="null", resolution_step_minutes="null")
        + RESOLVING,
        "card.bare",
    ),
    ("card_without_fault", card() + "RETURN c", "card.bare"),
    ("card_signature_stale", card(signature_hash="'old'") + RESOLVING, "card.bare"),
    (
        "card_tree_broken",
        card()
        + RESOLVING
        + " CREATE (n:Knowledge:DiagnosticNode {id: 'card.bare.n1', status: 'active', "
        "step_number: 1, question_fr: '?', question_en: '?'}) "
        f"CREATE (c)-[:HAS_TREE {{relation_id: 'rel_tree', {PLAIN}}}]->(n)",
        "card.bare",
    ),
    (
        "bad_value",
        "MATCH (a:Action {id: 'action.replace'}) SET a.difficulty = 'magique'",
        "action.replace",
    ),
    (
        "bad_value",
        "MATCH (o {id: 'symptom.one'}) SET o.tax_phase = 'en_vol'",
        "symptom.one",
    ),
    (
        "bad_value",
        "MATCH (o {id: 'symptom.one'}) SET o.powertrains = ['petrol', 'diesel', 'steam']",
        "symptom.one",
    ),
    (
        "bad_relationship_value",
        (
            "MATCH ({id: 'symptom.one'})-[r:INDICATES]->({id: 'fault.alpha'}) "
            "SET r.creation_method = 'guessed'"
        ),
        "fault.alpha",
    ),
    (
        "unexpected_ends",
        (
            "MATCH (a {id: 'make.acme'}), (b {id: 'system.engine'}) "
            f"CREATE (a)-[:RESOLVES {{relation_id: 'rel_x', {PLAIN}}}]->(b)"
        ),
        "make.acme",
    ),
    (
        "missing_translation",
        "MATCH (f:Fault {id: 'fault.alpha'}) REMOVE f.description_en",
        "fault.alpha",
    ),
    ("missing_translation", "MATCH (s:System) SET s.label_fr = ' '", "system.engine"),
    (
        "misaligned_lists",
        "MATCH (a:Action) SET a.step_tips_fr = ['un', 'deux'], a.step_tips_en = ['one', 'two']",
        "action.replace",
    ),
    (
        "misaligned_relationship_lists",
        (
            "MATCH ({id: 'symptom.one'})-[r:INDICATES]->({id: 'fault.alpha'}) "
            "SET r.qualifier = ['tax_temp=froid']"
        ),
        "fault.alpha",
    ),
    (
        "orphan_fault",
        "MATCH ()-[r:INDICATES]->({id: 'fault.alpha'}) DELETE r",
        "fault.alpha",
    ),
    (
        "unreachable_fault",
        "MATCH ()-[r:INDICATES]->({id: 'fault.alpha'}) SET r.status = 'draft'",
        "fault.alpha",
    ),
    (
        "unreachable_fault",
        (
            "MATCH (f:Fault {id: 'fault.diesel'}) SET f.prior_rate = 0.0 WITH f "
            "MATCH (m:PriorMass {id: f.applicability_class + '|' + f.safety_level}) "
            "SET m.mass = 0.0"
        ),
        "fault.diesel",
    ),
    (
        "weight_outside_range",
        "MATCH ({id: 'symptom.one'})-[r:INDICATES]->({id: 'fault.alpha'}) SET r.weight = 1.5",
        "fault.alpha",
    ),
    (
        "weight_not_mean",
        "MATCH ({id: 'symptom.one'})-[r:INDICATES]->({id: 'fault.alpha'}) SET r.weight = 0.2",
        "fault.alpha",
    ),
    (
        "counts_off_ledger",
        (
            "MATCH ({id: 'symptom.one'})-[r:INDICATES]->({id: 'fault.alpha'}) "
            "SET r.alpha = r.alpha + 1, r.weight = (r.alpha + 1) / (r.alpha + 1 + r.beta) "
            "WITH r SET r.weight = r.alpha / (r.alpha + r.beta)"
        ),
        "fault.alpha",
    ),
    (
        "action_without_steps",
        "MATCH (a:Action {id: 'action.replace'}) REMOVE a.steps_fr, a.steps_en",
        "action.replace",
    ),
    (
        "critical_fault_unchecked",
        (
            "MATCH (f:Fault {id: 'fault.diesel'}) SET f.safety_level = 'critical' WITH f "
            "MATCH (m:PriorMass {applicability_class: f.applicability_class}) "
            "SET m.safety_level = 'critical', m.id = f.applicability_class + '|critical'"
        ),
        "fault.diesel",
    ),
    (
        "risk_curve_broken",
        (
            "CREATE (:Knowledge:RiskCurve {id: 'curve.a', status: 'active', part_category: 'belt', "
            "curve_km: [0.0, 50000.0, 90000.0], curve_risk: [0.0, 0.4, 0.3]})"
        ),
        "curve.a",
    ),
    (
        "risk_curve_broken",
        (
            "CREATE (:Knowledge:RiskCurve {id: 'curve.b', status: 'active', part_category: 'belt', "
            "curve_km: [0.0, 50000.0, 50000.0], curve_risk: [0.0, 0.4, 0.5]})"
        ),
        "curve.b",
    ),
    (
        "leak_above_unlisted_rate",
        "MATCH (o {id: 'symptom.one'}) SET o.leak = 0.5",
        "symptom.one",
    ),
    ("code_malformed", code("dtc.sae.P9999", "P9999", "SAE"), "dtc.sae.P9999"),
    ("code_malformed", code("dtc.sae.P0420", "P0421", "SAE"), "dtc.sae.P0420"),
    (
        "code_duplicate",
        code("dtc.land_rover.P1234", "P1234", "Land Rover")
        + " WITH count(*) AS n "
        + code("dtc.landrover.P1234", "P1234", "land-rover")
        .replace("(d)", "(d)")
        .replace("WITH d ", "WITH d "),
        "dtc.landrover.P1234",
    ),
    (
        "part_deprecated",
        (
            "MATCH (f:Fault {id: 'fault.alpha'}) CREATE (p:Knowledge:Part {id: 'part.old', "
            "status: 'deprecated', label_fr: 'a', label_en: 'a'}) "
            f"CREATE (f)-[:REQUIRES {{relation_id: 'rel_p', {PLAIN}}}]->(p)"
        ),
        "part.old",
    ),
    (
        "provenance_missing",
        "MATCH ({id: 'symptom.one'})-[r:INDICATES]->({id: 'fault.alpha'}) REMOVE r.source_kind",
        "fault.alpha",
    ),
    (
        "alias_without_embedding",
        "MATCH (a:Alias {text: 'one two'}) SET a.embedding = null, a.id = 'alias.x'",
        "alias.x",
    ),
    (
        "alias_ambiguous",
        (
            "MATCH (a:Alias {text: 'one two'}), (o {id: 'symptom.two'}) "
            f"CREATE (a)-[:NAMES {{relation_id: 'rel_n', {PLAIN}}}]->(o)"
        ),
        "symptom.two",
    ),
    (
        "applicability_clash",
        "MATCH (o {id: 'symptom.one'}) SET o.powertrains = ['petrol']",
        "fault.diesel",
    ),
    (
        "prior_mass_stale",
        "MATCH (f:Fault {id: 'fault.alpha'}) SET f.prior_rate = 0.2",
        "0.2",
    ),
    (
        "substitute_dangling",
        "CREATE (:PartUsage {id: 'use_1', substitute_for: 'part.nowhere'})",
        "use_1",
    ),
    (
        "observable_silent",
        (
            "CREATE (:Knowledge:Observable:Sign {id: 'sign.x', status: 'active', label_fr: 'a', "
            "label_en: 'a', observable_type: 'sign'})"
        ),
        "sign.x",
    ),
    (
        "test_mute",
        (
            "CREATE (:Knowledge:Test {id: 'test.x', status: 'active', label_fr: 'a', "
            "label_en: 'a', minutes: 1.0, skill: 'bay'})"
        ),
        "test.x",
    ),
    (
        "revision_dead",
        (
            "CREATE (:Revision {id: 'rev_x', entity_id: 'fault.gone', entity_kind: 'node', "
            "from_version: 0, to_version: 1})"
        ),
        "fault.gone",
    ),
    (
        "system_circle",
        (
            "MATCH (s:System) CREATE (t:Knowledge:System {id: 'system.t', status: 'active', "
            "label_fr: 'a', label_en: 'a'}) "
            f"CREATE (s)-[:PART_OF {{relation_id: 'rel_1', {PLAIN}}}]->(t) "
            f"CREATE (t)-[:PART_OF {{relation_id: 'rel_2', {PLAIN}}}]->(s)"
        ),
        "system.t",
    ),
    (
        "cause_circle",
        (
            "MATCH (a {id: 'fault.alpha'}), (b {id: 'fault.beta'}) "
            f"CREATE (a)-[:CAUSES {{relation_id: 'rel_1', {PLAIN}}}]->(b) "
            f"CREATE (b)-[:CAUSES {{relation_id: 'rel_2', {PLAIN}}}]->(a)"
        ),
        "fault.beta",
    ),
    (
        "pattern_without_match",
        (
            "MATCH (f {id: 'fault.alpha'}), (e {id: 'engine.acme_16v'}) "
            f"CREATE (f)-[:AFFECTS {{relation_id: 'rel_a', {PLAIN}, engine_pattern: '9*TDI'}}]->(e)"
        ),
        "fault.alpha",
    ),
    ("faults_alike", TWIN, "fault.twin"),
    (
        "relationship_idle",
        "MATCH (o {id: 'symptom.four'}) SET o.status = 'draft'",
        "symptom.four",
    ),
    (
        "code_without_cause",
        code("dtc.sae.P0420", "P0420", "SAE").split(" WITH d ")[0],
        "dtc.sae.P0420",
    ),
]


def _by_check(graph: Graph) -> dict[str, set[Finding]]:
    found: dict[str, set[Finding]] = {}
    for finding in validate_graph(graph, limit=1000).findings:
        found.setdefault(finding.check, set()).add(finding)
    return found


def test_every_check_has_a_planted_defect_and_words_in_both_languages() -> None:
    assert {check for check, _, _ in PLANTED} == set(CHECKS)
    assert set(CHECK_TEXTS) == set(CHECKS)
    assert all(set(said) == set(Locale) for said in CHECK_TEXTS.values())


def test_each_planted_defect_is_found_and_nothing_else(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    pack = small_pack(tmp_path)
    load(graph, pack, embedder)
    before = _by_check(graph)
    assert set(before) <= {"observable_silent"}
    for check, statement, named in PLANTED:
        rows(
            graph,
            "MATCH (n:Knowledge|LedgerEntry|GraphVersion|Revision|PriorMass|PartUsage) "
            "DETACH DELETE n",
        )
        load(graph, pack, embedder)
        rows(graph, statement)
        found = _by_check(graph)
        assert set(found) - set(before) == {check}, (check, found)
        told = [f"{item.node_ids} {item.detail}" for item in found[check]]
        assert any(named in text for text in told), (check, told)


def test_the_shipped_graph_has_no_error_and_no_warning(seeded_graph: Graph) -> None:
    report = validate_graph(seeded_graph)
    told = [item for item in report.findings if item.severity is not FindingSeverity.INFO]
    assert told == []
    assert len(report.results) == len(CHECKS)


def test_the_report_speaks_the_language_of_the_request(seeded_graph: Graph) -> None:
    with TestClient(create_app(Settings(), seeded_graph)) as client:
        answer = client.get("/api/knowledge-graph/validate?locale=fr&check=orphan_fault").json()
    assert answer["valid"] is True
    assert answer["checks"] == [{"check": "orphan_fault", "severity": "error", "total": 0}]
    assert answer["summary"]["error"] == 0
    assert answer["graph_version"]


@pytest.mark.parametrize("query", ["check=nothing", "severity=awful", "limit=0"])
def test_an_unknown_check_is_refused(seeded_graph: Graph, query: str) -> None:
    with TestClient(create_app(Settings(), seeded_graph)) as client:
        refused = client.get(f"/api/knowledge-graph/validate?{query}")
    assert refused.status_code == 422
    assert refused.json()["code"] == "invalid_input"
