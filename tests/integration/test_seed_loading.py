"""Loading knowledge: once, again, changed, removed, interrupted."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import ReportedFinding
from engine.reading import Reader
from graph.embedder import Embedder
from graph.errors import InvalidInputError
from graph.session import Graph
from seeds.compiling.pack import compile_pack
from seeds.loader import load
from seeds.validate import load_pack
from tests.builders.database import rows
from tests.builders.knowledge import WEIGHTS, small_pack, write_knowledge

SUM = (
    "MATCH (e:LedgerEntry {relation_id: r.relation_id}) "
    "RETURN sum(e.amount_alpha) AS a, sum(e.amount_beta) AS b"
)


def _relation(graph: Graph, start: str, end: str) -> dict[str, object]:
    text = (
        "MATCH ({id: $start})-[r]->({id: $end}) "
        f"CALL (r) {{ {SUM} }} "
        "RETURN r.alpha AS alpha, r.beta AS beta, r.weight AS weight, r.status AS status, "
        "a AS ledger_alpha, b AS ledger_beta"
    )
    return rows(graph, text, start=start, end=end)[0]


def _version(graph: Graph) -> object:
    return rows(graph, "MATCH (v:GraphVersion) RETURN v.version AS version")[0]["version"]


def test_a_second_load_writes_nothing_and_keeps_the_version(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    pack = small_pack(tmp_path)
    assert load(graph, pack, embedder).written
    assert _version(graph) == 1
    again = load(graph, pack, embedder)
    assert not again.written
    assert _version(graph) == 1


def test_a_weight_becomes_prior_counts_softened_by_reliability(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path), embedder)
    found = _relation(graph, "symptom.one", "fault.alpha")
    expected = 0.6 * 0.9 + 0.4 * 0.02  # symptom: r = .6; unlisted rate .02
    assert found["weight"] == pytest.approx(expected, abs=1e-6)
    assert found["alpha"] == pytest.approx(8 * expected, abs=1e-5)  # expert: strength 8
    assert found["alpha"] == found["ledger_alpha"]


def test_a_changed_weight_keeps_learned_counts_and_compensates_the_authored_ones(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path / "one"), embedder)
    before = _relation(graph, "symptom.one", "fault.alpha")
    learn = (
        "MATCH ({id: 'symptom.one'})-[r:INDICATES]->(f {id: 'fault.alpha'}) "
        "SET r.alpha = r.alpha + 3 "
        "CREATE (:LedgerEntry {id: 'led_x', idempotency_key: 'x', relation_id: r.relation_id, "
        "amount_alpha: 3.0, amount_beta: 0.0})"
    )
    rows(graph, learn)
    changed = {**WEIGHTS, "fault.alpha": {**WEIGHTS["fault.alpha"], "symptom.one": 0.5}}
    report = load(graph, small_pack(tmp_path / "two", changed), embedder)
    after = _relation(graph, "symptom.one", "fault.alpha")
    assert report.summary["relationships_written"] == 1
    assert after["alpha"] == pytest.approx(8 * (0.6 * 0.5 + 0.4 * 0.02) + 3, abs=1e-5)
    assert after["alpha"] == pytest.approx(after["ledger_alpha"], abs=1e-9)
    assert after["beta"] == pytest.approx(after["ledger_beta"], abs=1e-9)
    assert before["alpha"] != after["alpha"]


def test_a_removed_fault_is_deprecated_not_deleted_and_comes_back(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path / "one"), embedder)
    fewer = {key: row for key, row in WEIGHTS.items() if key != "fault.beta"}
    report = load(graph, small_pack(tmp_path / "two", fewer), embedder)
    status = "MATCH (f:Fault {id: 'fault.beta'}) RETURN f.status AS status"
    assert report.summary["nodes_deprecated"] == 1
    assert rows(graph, status) == [{"status": "deprecated"}]
    assert _relation(graph, "symptom.one", "fault.beta")["status"] == "deprecated"
    assert load(graph, small_pack(tmp_path / "one"), embedder).summary["nodes_restored"] == 1
    assert rows(graph, status) == [{"status": "active"}]
    assert _relation(graph, "symptom.one", "fault.beta")["status"] == "active"


def test_every_changed_node_keeps_its_former_state_as_a_revision(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path / "one"), embedder)
    load(graph, small_pack(tmp_path / "two", priors={"fault.alpha": 0.02}), embedder)
    text = (
        "MATCH (rev:Revision)-[:CHANGED]->(:Fault {id: 'fault.alpha'}) "
        "RETURN rev.change AS change, rev.prior_rate AS prior_rate, "
        "rev.from_version AS since, rev.to_version AS until ORDER BY until"
    )
    assert rows(graph, text) == [
        {"change": "create", "prior_rate": None, "since": 0, "until": 1},
        {"change": "update", "prior_rate": 0.01, "since": 1, "until": 2},
    ]


def test_prior_mass_is_summed_by_applicability_and_safety_of_active_faults(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path, priors={"fault.beta": 0.03}), embedder)
    text = (
        "MATCH (m:PriorMass) RETURN m.powertrains AS powertrains, m.mass AS mass, "
        "m.fault_count AS faults ORDER BY mass"
    )
    found = rows(graph, text)
    assert [row["faults"] for row in found] == [1, 2]
    assert found[0]["powertrains"] == ["diesel"]
    assert found[1]["mass"] == pytest.approx(0.04, abs=1e-12)


def test_a_changed_parameter_alone_is_loaded(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path), embedder)
    changed = replace(small_pack(tmp_path), unlisted_prior=0.25)
    assert load(graph, changed, embedder).written
    text = "MATCH (v:GraphVersion) RETURN v.unlisted_prior AS p, v.version AS version"
    assert rows(graph, text) == [{"p": 0.25, "version": 2}]
    assert not load(graph, changed, embedder).written


def test_a_fault_that_changes_its_family_is_shown_with_the_new_one_only(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path / "one"), embedder)
    file = write_knowledge(tmp_path / "two") / "knowledge.yaml"
    text = file.read_text(encoding="utf-8")
    family = "  - {id: family.test, code: TEST, label: {fr: Famille, en: Family}}"
    other = "  - {id: family.other, code: OTHER, label: {fr: Autre, en: Other}}"
    text = text.replace(family, f"{family}\n{other}").replace(
        "family: family.test", "family: family.other"
    )
    file.write_text(text, encoding="utf-8")
    load(graph, compile_pack(load_pack(tmp_path / "two")), embedder)
    request = DiagnosisRequest((ReportedFinding(id="symptom.one"),))
    verdict = diagnose(graph, Reader(graph, embedder), request)
    assert {item.details["family"]["id"] for item in verdict.diagnoses} == {"family.other"}


def test_what_an_expert_set_back_to_draft_is_not_activated_by_a_load(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path / "one"), embedder)
    rows(graph, "MATCH (f:Fault {id: 'fault.alpha'}) SET f.status = 'draft'")
    rows(graph, "MATCH ()-[r:INDICATES]->(:Fault {id: 'fault.beta'}) SET r.status = 'review'")
    changed = {**WEIGHTS, "fault.beta": {**WEIGHTS["fault.beta"], "symptom.one": 0.2}}
    pack = small_pack(tmp_path / "two", changed, {"fault.alpha": 0.02})
    load(graph, pack, embedder)
    text = (
        "MATCH ()-[r:INDICATES]->(f:Fault {id: $id}) RETURN DISTINCT f.status AS f, r.status AS r"
    )
    assert rows(graph, text, id="fault.alpha") == [{"f": "draft", "r": "active"}]
    assert rows(graph, text, id="fault.beta") == [{"f": "active", "r": "review"}]


def test_a_deprecated_alias_gives_up_its_vector_and_gets_it_back(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path / "one"), embedder)
    file = write_knowledge(tmp_path / "two") / "knowledge.yaml"
    text = file.read_text(encoding="utf-8").replace('"one one"', '"one uno"')
    file.write_text(text, encoding="utf-8")
    load(graph, compile_pack(load_pack(tmp_path / "two")), embedder)
    found = "MATCH (a:Alias {text: 'one one'}) RETURN a.status AS s, a.embedding IS NULL AS empty"
    assert rows(graph, found) == [{"s": "deprecated", "empty": True}]
    load(graph, small_pack(tmp_path / "one"), embedder)
    assert rows(graph, found) == [{"s": "active", "empty": False}]


def test_a_value_that_the_declarations_refuse_writes_nothing(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    pack = small_pack(tmp_path)
    bad = next(row for row in pack.nodes if row.id == "fault.alpha")
    bad.properties["prior_rate"] = float("nan")
    with pytest.raises(InvalidInputError) as caught:
        load(graph, pack, embedder)
    assert caught.value.field is not None
    assert "prior_rate" in caught.value.field
    assert rows(graph, "MATCH (n:Knowledge) RETURN count(n) AS n") == [{"n": 0}]


def test_every_alias_gets_a_vector_of_the_embedder(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path), embedder)
    text = "MATCH (a:Alias) RETURN size(a.embedding) AS size, count(*) AS n"
    assert rows(graph, text) == [{"size": embedder.dimension, "n": 4 * 8}]
