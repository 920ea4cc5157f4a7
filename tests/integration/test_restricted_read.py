"""A read of few faults ranks like a read of all, also on vehicles with recurring faults."""

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from cypher.rows.diagnosis import FaultTuple, FindingEdgeTuple
from engine.cases.outcome import Outcome, record_outcome
from engine.cases.storing import store_case
from engine.diagnose import DiagnosisRequest, diagnose, read_turn
from engine.evidence import ReportedFinding
from engine.reading import Reader
from engine.turn import Turn
from engine.vehicle import VehicleDescription
from graph.embedder import Embedder
from graph.session import Graph
from graph.vocabulary import EvidenceState
from graph.vocabulary_records import CaseOutcome
from seeds.loader import load
from tests.builders.knowledge import SYMPTOMS, small_pack
from tests.integration.test_reasoning import CASES


@pytest.fixture
def reader(seeded_graph: Graph, embedder: Embedder) -> Reader:
    return Reader(seeded_graph, embedder)


def _first_ten(turn: Turn) -> list[tuple[str, float]]:
    return [
        (turn.network.fault_ids[at], float(turn.posterior.faults[at])) for at in turn.order[:10]
    ]


@pytest.mark.parametrize(
    "vehicle",
    [None, "Renault Clio III 1.5 dCi 2008", "Toyota Prius II", "Peugeot 207 1.6 THP 2009"],
)
@pytest.mark.parametrize("mileage_km", [None, 140_000])
@pytest.mark.parametrize("name", CASES)
def test_a_restricted_read_ranks_like_a_read_of_all_faults(
    seeded_graph: Graph, reader: Reader, vehicle: str | None, name: str, mileage_km: int | None
) -> None:
    request = DiagnosisRequest(
        findings=tuple(
            ReportedFinding(
                state=EvidenceState(item.get("state", "present")),
                id=item.get("id"),
                code=item.get("code"),
            )
            for item in CASES[name]
        ),
        vehicle=VehicleDescription(text=vehicle, mileage_km=mileage_km) if vehicle else None,
    )
    few, _ = read_turn(seeded_graph, reader, replace(request, untouched_read=10))
    everything, _ = read_turn(seeded_graph, reader, replace(request, untouched_read=1000))
    # With a mileage the faults whose parts have a risk curve are all read, so few may be all.
    assert mileage_km or len(everything.network.fault_ids) > len(few.network.fault_ids)
    assert everything.posterior.untouched == pytest.approx(0.0, abs=1e-12)
    for one, same in zip(_first_ten(few), _first_ten(everything), strict=True):
        assert one[0] == same[0]
        assert one[1] == pytest.approx(same[1], abs=1e-12)
    assert few.posterior.unlisted == pytest.approx(everything.posterior.unlisted, abs=1e-12)


def test_recurring_faults_of_a_vehicle_lift_their_prior(
    seeded_graph: Graph, reader: Reader
) -> None:
    vehicle = VehicleDescription(text="Renault Clio III 1.5 dCi 2008", mileage_km=140_000)
    turn, _ = read_turn(seeded_graph, reader, DiagnosisRequest(findings=(), vehicle=vehicle))
    assert {"fault.boost_leak", "fault.diesel_injector_leaking"} <= turn.factors.keys()


def test_after_outcomes_a_restricted_read_still_ranks_like_a_read_of_all(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    names = [f"fault.f{at:02}" for at in range(14)]
    priors = {name: 0.02 - 0.001 * at for at, name in enumerate(names)}
    weights = {name: dict.fromkeys(SYMPTOMS, 0.3 + 0.03 * at) for at, name in enumerate(names)}
    load(graph, small_pack(tmp_path, weights, priors), embedder)
    reader = Reader(graph, embedder)
    vehicle = VehicleDescription(text="Acme One 1.6 16V")
    finding = ReportedFinding(id="symptom.one")
    _confirm(graph, reader, DiagnosisRequest((finding,), vehicle), {names[9]: 3, names[12]: 7})
    _confirm(graph, reader, DiagnosisRequest((finding,)), {names[13]: 9, names[5]: 2})
    for asked in (DiagnosisRequest(()), DiagnosisRequest((), vehicle)):
        few, _ = read_turn(graph, reader, replace(asked, untouched_read=5))
        everything, _ = read_turn(graph, reader, replace(asked, untouched_read=50))
        assert len(few.network.fault_ids) < len(everything.network.fault_ids) == 14
        for one, same in zip(_first_ten(few)[:5], _first_ten(everything)[:5], strict=True):
            assert one[0] == same[0]
            assert one[1] == pytest.approx(same[1], abs=1e-12)
        assert few.posterior.unlisted == pytest.approx(everything.posterior.unlisted, abs=1e-12)
        learned = {_first_ten(everything)[at][0] for at in range(3)}
        assert names[13] in learned  # the rarest of all, before anybody told of it


def _confirm(graph: Graph, reader: Reader, asked: DiagnosisRequest, found: dict[str, int]) -> None:
    verdict = diagnose(graph, reader, asked)
    for fault_id, times in found.items():
        for _ in range(times):
            case_id = store_case(graph, verdict, asked, "garage_test")
            told = Outcome(CaseOutcome.CONFIRMED, fault_id)
            record_outcome(graph, case_id, "garage_test", told)


def test_the_record_has_the_types_that_its_model_declares(
    seeded_graph: Graph, reader: Reader
) -> None:
    vehicle = VehicleDescription(text="Renault Clio III 1.5 dCi 2008", mileage_km=140_000)
    findings = tuple(
        ReportedFinding(state=EvidenceState.PRESENT, id=item.get("id"), code=item.get("code"))
        for item in CASES["lean"]
    )
    turn, _ = read_turn(seeded_graph, reader, DiagnosisRequest(findings, vehicle=vehicle))
    row = turn.row
    faults = TypeAdapter(list[FaultTuple]).validate_python(row.faults, strict=True)
    assert faults == row.faults
    edges = [edge for finding in row.findings for edge in finding.edges]
    assert TypeAdapter(list[FindingEdgeTuple]).validate_python(edges, strict=True) == edges
    assert any(edge[4] for edge in edges)
    pairs = [edge for item in row.questions for edge in item.edges]
    assert TypeAdapter(list[tuple[str, float]]).validate_python(pairs, strict=True) == pairs
    assert {fault for fault, _ in pairs} <= {item.fault for item in row.candidates}
    with pytest.raises(ValidationError):
        TypeAdapter(list[FaultTuple]).validate_python([faults[0][:4]])
