"""A case with a complete scan: kept, asked again, and taught by what was not shown."""

from dataclasses import replace
from pathlib import Path

from engine.cases.finding import find_case
from engine.cases.outcome import Outcome, record_outcome
from engine.cases.replaying import replay_case
from engine.codes.complete_scan import CompleteScan
from engine.evidence import ReportedFinding
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph
from graph.vocabulary_codes import CodeSystem, DtcStatus
from graph.vocabulary_records import CaseOutcome
from seeds.loader import load
from tests.builders.cases import GARAGE, asked, stored
from tests.builders.database import rows
from tests.builders.knowledge import small_pack


def test_a_code_that_a_complete_scan_did_not_show_was_absent(
    graph: Graph, embedder: Embedder, tmp_path: Path
) -> None:
    load(graph, small_pack(tmp_path), embedder)
    reader = Reader(graph, embedder)
    for code in ("P0171", "P0300", "C0035"):
        rows(
            graph,
            "MATCH (f:Fault {id: 'fault.alpha'}) "
            f"CREATE (o:Knowledge:Observable:Dtc {{id: 'dtc.sae.{code}', code: '{code}'}}) "
            "SET o += {make: 'SAE', label_fr: 'x', label_en: 'x', observable_type: 'dtc', "
            "status: 'active', leak: 0.02, unlisted_rate: 0.04, powertrains: []} "
            "SET o.vehicle_types = [] "
            f"CREATE (o)-[:INDICATES {{relation_id: 'rel_{code}', status: 'active', weight: 0.5, "
            "alpha: 2.0, beta: 2.0}]->(f)",
        )
    pending = ReportedFinding(code="P0171", status=DtcStatus.PENDING)
    request = replace(asked("one"), scan=CompleteScan((CodeSystem.POWERTRAIN,)))
    request = replace(request, findings=(*request.findings, pending))
    case_id = stored(graph, reader, request)
    case = find_case(graph, case_id, GARAGE)
    assert case.properties["scan_systems"] == ["powertrain"]
    assert {item["id"]: item["dtc_status"] for item in case.observed}["dtc.sae.P0171"] == "pending"
    again = replay_case(graph, reader, case_id, GARAGE).faults
    assert all(fault.now == fault.then for fault in again if fault.then)
    record_outcome(graph, case_id, GARAGE, Outcome(CaseOutcome.CONFIRMED))
    found = rows(
        graph, "MATCH (o:Dtc)-[r:INDICATES]->() RETURN o.code AS code, r.alpha AS a, r.beta AS b"
    )
    assert {row["code"]: (row["a"], row["b"]) for row in found} == {
        "P0171": (3.0, 2.0),
        "P0300": (2.0, 3.0),
        "C0035": (2.0, 2.0),
    }
