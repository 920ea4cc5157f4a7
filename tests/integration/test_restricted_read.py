"""A read of few faults ranks like a read of all, also on vehicles with recurring faults."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter, ValidationError

from cypher.rows.diagnosis import FaultTuple, FindingEdgeTuple
from engine.diagnose import DiagnosisRequest, read_turn
from engine.evidence import ReportedFinding
from engine.reading import Reader
from engine.turn import Turn
from engine.vehicle import VehicleDescription
from graph.embedder import Embedder
from graph.session import Graph
from graph.vocabulary import EvidenceState
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
@pytest.mark.parametrize("name", CASES)
def test_a_restricted_read_ranks_like_a_read_of_all_faults(
    seeded_graph: Graph, reader: Reader, vehicle: str | None, name: str
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
        vehicle=VehicleDescription(text=vehicle, mileage_km=140_000) if vehicle else None,
    )
    few, _ = read_turn(seeded_graph, reader, replace(request, untouched_read=10))
    everything, _ = read_turn(seeded_graph, reader, replace(request, untouched_read=1000))
    assert len(everything.network.fault_ids) > len(few.network.fault_ids)
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
