"""An outcome teaches once, in one transaction, and the next diagnosis answers with it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.calibrating import fit_calibration
from engine.cases import teaching
from engine.cases.confirmed import confirmed_cases
from engine.cases.finding import CaseFilter, find_case, list_cases
from engine.cases.outcome import Outcome, record_outcome
from engine.cases.replaying import replay_case
from engine.cases.storing import store_case
from engine.diagnose import DiagnosisRequest, diagnose, read_turn
from engine.evidence import ReportedFinding
from engine.reading import Reader
from graph.embedder import Embedder
from graph.errors import ConflictError, InvalidInputError, NotFoundError
from graph.pooling import POOLING_CASES, POOLING_WEIGHT_CASES
from graph.session import Graph
from graph.vocabulary_records import CaseOutcome
from seeds.dump import dump_lines, restore
from seeds.loader import load
from tests.builders.cases import CAR, GARAGE, asked, nodes, relation, stored, sums, told
from tests.builders.database import rows, wipe_data
from tests.builders.knowledge import WEIGHTS, small_pack

CONFIRMED, PARTIAL, INCORRECT = CaseOutcome.CONFIRMED, CaseOutcome.PARTIAL, CaseOutcome.INCORRECT


@pytest.fixture
def reader(graph: Graph, embedder: Embedder, tmp_path: Path) -> Reader:
    load(graph, small_pack(tmp_path), embedder)
    # what outcomes may suggest
    rows(graph, "MATCH (:Symptom {id: 'symptom.four'})-[r]->(:Fault {id: 'fault.beta'}) DELETE r")
    return Reader(graph, embedder)


def test_a_stored_case_holds_findings_conclusions_and_vehicle_and_no_words(
    graph: Graph, reader: Reader
) -> None:
    request = asked("one", "two")
    request = replace(request, findings=(*request.findings, ReportedFinding(text="three one")))
    verdict = diagnose(graph, reader, request)
    case_id = store_case(graph, verdict, request, GARAGE)
    row = find_case(graph, case_id, GARAGE)
    case = row.properties
    assert (case["model_id"], case["engine_id"]) == ("model.acme_one", "engine.acme_16v")
    assert (case["mileage_km"], case["outcome"]) == (90_000, "pending")
    assert case["predicted_fault_id"] == verdict.diagnoses[0].fault_id == "fault.alpha"
    assert case["predicted_probability"] == pytest.approx(
        100 * verdict.diagnoses[0].probability, abs=1e-4
    )
    assert {item["id"]: item["state"] for item in row.observed}["symptom.two"] == "absent"
    assert [item["rank"] for item in row.concluded] == [1, 2]
    assert row.reported_texts == ["three one"]
    assert "three one" not in str(case)


def test_another_garages_case_is_not_found(graph: Graph, reader: Reader) -> None:
    case_id = stored(graph, reader, asked())
    for work in (
        lambda: find_case(graph, case_id, "garage_other"),
        lambda: replay_case(graph, reader, case_id, "garage_other"),
        lambda: record_outcome(graph, case_id, "garage_other", Outcome(CONFIRMED)),
    ):
        with pytest.raises(NotFoundError):
            work()
    assert list_cases(graph, "garage_other", CaseFilter(), 10).cases == ()


def test_a_confirmed_outcome_raises_alpha_of_present_and_beta_of_absent_findings(
    graph: Graph, reader: Reader
) -> None:
    before = {name: relation(graph, name, "alpha") for name in ("one", "two", "three")}
    answer = told(graph, reader, Outcome(CONFIRMED))
    assert (answer.fault_id, answer.relations_taught) == ("fault.alpha", 2)
    one, two, three = (relation(graph, name, "alpha") for name in before)
    assert one["alpha"] == pytest.approx(before["one"]["alpha"] + 1, abs=1e-12)
    assert one["beta"] == before["one"]["beta"]
    assert two["beta"] == pytest.approx(before["two"]["beta"] + 1, abs=1e-12)
    assert three == before["three"]
    assert one["weight"] == pytest.approx(one["alpha"] / (one["alpha"] + one["beta"]), abs=1e-11)
    assert one["evidence_count"] == 1
    assert one["last_observed"] is not None


def test_the_sums_on_a_relationship_are_those_of_its_ledger_in_every_scope(
    graph: Graph, reader: Reader
) -> None:
    told(graph, reader, Outcome(CONFIRMED))
    told(graph, reader, Outcome(PARTIAL), asked("one three", ""))
    told(graph, reader, Outcome(CONFIRMED), asked(car=False))
    link = relation(graph, "one", "alpha")
    ledger = sums(graph, link["relation_id"])
    assert ledger["all"] == pytest.approx((link["alpha"], link["beta"]), abs=1e-9)
    assert link["scope_ids"] == ["model.acme_one", "engine.acme_16v"]
    for scope, alpha, beta in zip(
        link["scope_ids"], link["scope_alpha"], link["scope_beta"], strict=True
    ):
        assert ledger[scope] == (alpha, beta) == (1.5, 0.0)


def test_the_same_key_again_is_the_same_answer_and_another_outcome_is_refused(
    graph: Graph, reader: Reader
) -> None:
    case_id = stored(graph, reader, asked())
    outcome = Outcome(CONFIRMED, idempotency_key="repair-1", notes="hose was split")
    first = record_outcome(graph, case_id, GARAGE, outcome)
    lines = list(dump_lines(graph))
    assert record_outcome(graph, case_id, GARAGE, outcome) == first
    for other in (
        Outcome(CONFIRMED, idempotency_key="repair-2"),
        Outcome(PARTIAL, idempotency_key="repair-1"),
        Outcome(INCORRECT, "fault.beta", idempotency_key="repair-1"),
    ):
        with pytest.raises(ConflictError):
            record_outcome(graph, case_id, GARAGE, other)
    assert list(dump_lines(graph)) == lines


def test_a_second_case_of_the_same_repair_keeps_its_outcome_and_teaches_nothing(
    graph: Graph, reader: Reader
) -> None:
    told(graph, reader, Outcome(CONFIRMED, idempotency_key="repair-1"))
    before = relation(graph, "one", "alpha")
    answer = told(graph, reader, Outcome(CONFIRMED, idempotency_key="repair-1"))
    assert (answer.outcome, answer.relations_taught) == ("confirmed", 0)
    assert relation(graph, "one", "alpha") == before


def test_partial_counts_half_and_incorrect_teaches_the_fault_that_was_found(
    graph: Graph, reader: Reader
) -> None:
    alpha, beta = relation(graph, "one", "alpha"), relation(graph, "one", "beta")
    told(graph, reader, Outcome(PARTIAL))
    assert relation(graph, "one", "alpha")["alpha"] == pytest.approx(alpha["alpha"] + 0.5)
    told(graph, reader, Outcome(INCORRECT, "fault.beta"))
    assert relation(graph, "one", "alpha")["alpha"] == pytest.approx(alpha["alpha"] + 0.5)
    assert relation(graph, "one", "beta")["alpha"] == pytest.approx(beta["alpha"] + 1.0)


def test_an_incorrect_outcome_without_the_true_fault_only_counts_against_the_prediction(
    graph: Graph, reader: Reader
) -> None:
    version = diagnose(graph, reader, asked()).graph_version
    knowledge = [line for line in dump_lines(graph) if '"Case"' not in line]
    answer = told(graph, reader, Outcome(INCORRECT))
    assert (answer.graph_version, answer.relations_taught) == (version, 0)
    after = set(dump_lines(graph))
    assert [line for line in knowledge if line not in after] == []
    pattern = nodes(graph, "LearnedPattern")
    assert [(item["fault_id"], item["occurrence_count"]) for item in pattern] == [
        ("fault.alpha", 1)
    ]
    assert pattern[0]["confirmation_rate"] == 0.0


def test_bad_outcomes_write_nothing(graph: Graph, reader: Reader) -> None:
    case_id = stored(graph, reader, asked())
    lines = list(dump_lines(graph))
    with pytest.raises(InvalidInputError):
        record_outcome(graph, case_id, GARAGE, Outcome(INCORRECT, "fault.alpha"))
    with pytest.raises(NotFoundError):
        record_outcome(graph, case_id, GARAGE, Outcome(CONFIRMED, "fault.nowhere"))
    with pytest.raises(NotFoundError):
        record_outcome(graph, "case_nowhere", GARAGE, Outcome(CONFIRMED))
    assert list(dump_lines(graph)) == lines


def test_a_failure_in_the_middle_leaves_nothing_half_written(
    graph: Graph, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = stored(graph, reader, asked())
    lines = list(dump_lines(graph))

    def broken(*_: object) -> list[dict[str, str]]:
        raise RuntimeError("planted")

    monkeypatch.setattr(teaching, "_scopes", broken)
    with pytest.raises(RuntimeError, match="planted"):
        record_outcome(graph, case_id, GARAGE, Outcome(CONFIRMED))
    assert list(dump_lines(graph)) == lines
    monkeypatch.undo()
    assert record_outcome(graph, case_id, GARAGE, Outcome(CONFIRMED)).relations_taught == 2


def test_concurrent_outcomes_count_once_each(graph: Graph, reader: Reader) -> None:
    cases = [stored(graph, reader, asked()) for _ in range(6)]
    before = relation(graph, "one", "alpha")
    version = diagnose(graph, reader, asked()).graph_version
    with ThreadPoolExecutor(8) as pool:
        jobs = [
            pool.submit(record_outcome, graph, case_id, GARAGE, Outcome(CONFIRMED))
            for case_id in [*cases, *cases]
        ]
        answers = [job.result() for job in jobs]
    after = relation(graph, "one", "alpha")
    assert after["alpha"] == pytest.approx(before["alpha"] + 6, abs=1e-9)
    assert after["evidence_count"] == 6
    assert sorted({item.graph_version for item in answers}) == list(range(version + 1, version + 7))
    assert sums(graph, after["relation_id"])["all"][0] == pytest.approx(after["alpha"])


def test_a_present_finding_without_a_relationship_becomes_a_draft_that_does_not_answer(
    graph: Graph, reader: Reader
) -> None:
    request = asked("two four", "one")
    assert told(graph, reader, Outcome(CONFIRMED, "fault.beta"), request).suggestions == 1
    draft = relation(graph, "four", "beta")
    assert (draft["status"], draft["creation_method"]) == ("draft", "inferred")
    assert draft["occurrence_count"] == 1
    leak = 0.01
    assert draft["weight"] == pytest.approx((4 * leak + 1) / 5, abs=1e-9)
    answer = diagnose(graph, reader, request)
    beta = next(item for item in answer.diagnoses if item.fault_id == "fault.beta")
    reasons = {item.observable_id: item for item in beta.reasons}
    assert reasons["symptom.four"].weight is None
    assert reasons["symptom.two"].weight is not None
    told(graph, reader, Outcome(CONFIRMED, "fault.beta"), asked("two", "four"))
    counted = relation(graph, "four", "beta")
    assert (counted["occurrence_count"], counted["evidence_count"]) == (1, 2)
    assert sums(graph, counted["relation_id"])["all"] == pytest.approx(
        (counted["alpha"], counted["beta"])
    )


def test_priors_follow_the_formula_in_every_scope_and_a_read_of_all_faults(
    graph: Graph, reader: Reader
) -> None:
    nothing = DiagnosisRequest(findings=(), vehicle=CAR, untouched_read=50)
    start = read_turn(graph, reader, nothing)[0].prior_probabilities
    for _ in range(3):
        told(graph, reader, Outcome(CONFIRMED))
    told(graph, reader, Outcome(INCORRECT, "fault.diesel"), asked(car=False))
    told(graph, reader, Outcome(INCORRECT, "unlisted"), asked(car=False))
    turn, _ = read_turn(graph, reader, nothing)
    assert turn.network.fault_ids == ("fault.alpha", "fault.beta")  # a petrol car
    # All vehicles: 3 alpha, and of the strength and the unlisted the part of two faults of three.
    k = POOLING_CASES
    total = np.asarray([3.0, 0.0, 0.0, 2 / 3]) + 2 / 3 * k * start
    share = total / total.sum()
    for _ in ("model", "engine"):
        scoped = np.asarray([3.0, 0.0, 0.0, 0.0]) + k * share
        share = scoped / scoped.sum()
    assert turn.prior_probabilities == pytest.approx(share, abs=1e-12)
    one = DiagnosisRequest(findings=(), vehicle=CAR, untouched_read=0)
    few, _ = read_turn(graph, reader, one)
    assert few.network.fault_ids == ("fault.alpha",)  # its scope has outcomes
    assert few.prior_probabilities == pytest.approx([share[0], share[1], share[3]], abs=1e-12)


def test_scoped_counts_are_pooled_towards_all_vehicles_when_answering(
    graph: Graph, reader: Reader
) -> None:
    told(graph, reader, Outcome(CONFIRMED))
    link, k = relation(graph, "one", "alpha"), POOLING_WEIGHT_CASES
    weight = link["weight"]
    for _ in ("model", "engine"):
        weight = (1.0 + k * weight) / (1.0 + k)
    found = diagnose(graph, reader, asked()).diagnoses[0]
    assert found.fault_id == "fault.alpha"
    seen = {item.observable_id: item.weight for item in found.reasons}
    assert seen["symptom.one"] == pytest.approx(weight, abs=1e-12)
    elsewhere = diagnose(graph, reader, asked(car=False)).diagnoses[0]
    seen = {item.observable_id: item.weight for item in elsewhere.reasons}
    assert seen["symptom.one"] == pytest.approx(link["weight"], abs=1e-12)


def test_a_replay_shows_the_answer_of_then_beside_that_of_now(graph: Graph, reader: Reader) -> None:
    case_id = stored(graph, reader, asked())
    for _ in range(5):
        told(graph, reader, Outcome(CONFIRMED, "fault.beta"))
    replay = replay_case(graph, reader, case_id, GARAGE)
    assert replay.case.properties["graph_version"] + 5 == replay.verdict.graph_version
    beta = next(item for item in replay.faults if item.fault_id == "fault.beta")
    assert beta.then is not None
    assert beta.now is not None
    assert beta.now.probability > beta.then.probability
    rows(graph, "MATCH (o:Symptom {id: 'symptom.two'}) SET o.status = 'deprecated'")
    assert replay_case(graph, reader, case_id, GARAGE).gone == ("symptom.two",)


def test_cases_are_listed_the_newest_first_by_page_and_filter(graph: Graph, reader: Reader) -> None:
    ids = [stored(graph, reader, asked(car=at % 2 == 0)) for at in range(5)]
    record_outcome(graph, ids[0], GARAGE, Outcome(CONFIRMED))
    seen: list[str] = []
    place = ""
    while True:
        page = list_cases(graph, GARAGE, CaseFilter(), 2, place)
        seen += [case["id"] for case in page.cases]
        if page.next_place is None:
            break
        place = page.next_place
    assert sorted(seen) == sorted(ids)
    assert seen[-1] == ids[0]

    def listed(**wanted: str) -> set[str]:
        return {case["id"] for case in list_cases(graph, GARAGE, CaseFilter(**wanted), 9).cases}

    assert listed(outcome="confirmed") == listed(fault="fault.alpha", outcome="confirmed")
    assert listed(outcome="confirmed") == {ids[0]}
    assert listed(model="model.acme_one") == {ids[0], ids[2], ids[4]}
    assert listed(since="2100-01-01T00:00:00Z") == set()
    assert listed(until="2100-01-01T00:00:00Z") == set(ids)
    with pytest.raises(InvalidInputError):
        list_cases(graph, GARAGE, CaseFilter(), 2, "fault.alpha")


def test_reloading_knowledge_keeps_what_was_learned(
    graph: Graph, reader: Reader, embedder: Embedder, tmp_path: Path
) -> None:
    told(graph, reader, Outcome(CONFIRMED))
    told(graph, reader, Outcome(CONFIRMED, "fault.beta"), asked("two four", "one"))
    before = relation(graph, "one", "alpha")
    changed = {name: dict(row) for name, row in WEIGHTS.items()}
    changed["fault.alpha"]["symptom.one"] = 0.6
    assert load(graph, small_pack(tmp_path / "more", changed), embedder).written
    after = relation(graph, "one", "alpha")
    # q' = r q + (1 - r) unlisted: 8 cases of an expert, .6 reliable reports
    assert before["alpha"] - after["alpha"] == pytest.approx(8 * 0.6 * 0.3, abs=1e-9)
    for key in ("evidence_count", "last_observed", "scope_ids", "scope_alpha", "scope_beta"):
        assert after[key] == before[key]
    drafts = "MATCH (:Symptom)-[r:INDICATES {status: 'draft'}]->() RETURN r.occurrence_count AS n"
    assert rows(graph, drafts) == [{"n": 1}]
    fault = next(item for item in nodes(graph, "Fault") if item["id"] == "fault.alpha")
    assert fault["confirmed_count"] == 1.0
    assert sum(item.get("confirmed_count") or 0 for item in nodes(graph, "PriorMass")) == 2.0
    assert sums(graph, after["relation_id"])["all"] == pytest.approx(
        (after["alpha"], after["beta"])
    )


def test_cases_ledger_and_counts_survive_export_and_import(
    graph: Graph, reader: Reader, embedder: Embedder
) -> None:
    told(graph, reader, Outcome(CONFIRMED, notes="a note"))
    told(graph, reader, Outcome(CONFIRMED, "fault.beta"), asked("two four", "one"))
    told(graph, reader, Outcome(INCORRECT, "unlisted"))
    answer = diagnose(graph, reader, asked())
    lines = list(dump_lines(graph))
    wipe_data(graph)
    restore(graph, lines, embedder)
    assert list(dump_lines(graph)) == lines
    assert diagnose(graph, reader, asked()) == answer


def test_every_outcome_counts_up_the_graph_once_and_keeps_a_revision(
    graph: Graph, reader: Reader
) -> None:
    version = diagnose(graph, reader, asked()).graph_version
    assert told(graph, reader, Outcome(CONFIRMED)).graph_version == version + 1
    text = (
        "MATCH (r:Revision {to_version: $version}) RETURN r.entity_id AS id, r.change AS change "
        "ORDER BY id"
    )
    assert rows(graph, text, version=version + 1) == [
        {"id": key, "change": "update"}
        for key in ("engine.acme_16v", "fault.alpha", "model.acme_one")
    ]


def test_stored_cases_calibrate_the_graph(graph: Graph, reader: Reader) -> None:
    told(graph, reader, Outcome(CONFIRMED))
    told(graph, reader, Outcome(INCORRECT, "fault.beta"))
    told(graph, reader, Outcome(PARTIAL))
    told(graph, reader, Outcome(INCORRECT, "fault.diesel"))  # not on a petrol car
    cases = confirmed_cases(graph, GARAGE)
    assert sorted(case.fault_id for case in cases) == ["fault.alpha", "fault.beta"]
    fitted = fit_calibration(graph, reader, cases)
    assert fitted.cases == 2
    answer = {
        item.fault_id: item.probability for item in diagnose(graph, reader, asked()).diagnoses
    }
    expected = np.mean([-np.log(answer[name]) for name in ("fault.alpha", "fault.beta")])
    assert fitted.log_loss == pytest.approx(expected, abs=1e-9)
