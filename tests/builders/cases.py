"""Store cases of the small knowledge, tell their outcomes, and look at what was written."""

from typing import Any

from engine.cases.outcome import Outcome, OutcomeAnswer, record_outcome
from engine.cases.storing import store_case
from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import ReportedFinding
from engine.reading import Reader
from engine.vehicle import VehicleDescription
from graph.session import Graph
from graph.vocabulary import EvidenceState
from tests.builders.database import rows

GARAGE = "garage_test"
CAR = VehicleDescription(make="Acme", model="One", engine="1.6 16V", mileage_km=90_000)


def asked(present: str = "one", absent: str = "two", car: bool = True) -> DiagnosisRequest:
    """Return a request: symptoms present and absent, on a car or any vehicle."""
    return DiagnosisRequest(
        findings=(
            *(ReportedFinding(id=f"symptom.{name}") for name in present.split()),
            *(
                ReportedFinding(id=f"symptom.{name}", state=EvidenceState.ABSENT)
                for name in absent.split()
            ),
        ),
        vehicle=CAR if car else None,
    )


def stored(graph: Graph, reader: Reader, request: DiagnosisRequest) -> str:
    """Diagnose and store; return the id of the case."""
    return store_case(graph, diagnose(graph, reader, request), request, GARAGE)


def told(
    graph: Graph, reader: Reader, outcome: Outcome, request: DiagnosisRequest | None = None
) -> OutcomeAnswer:
    """Diagnose, store and tell the outcome."""
    case_id = stored(graph, reader, request or asked())
    return record_outcome(graph, case_id, GARAGE, outcome)


def relation(graph: Graph, observable: str, fault: str) -> dict[str, Any]:
    """Return the properties of one INDICATES."""
    text = "MATCH (:Observable {id: $o})-[r:INDICATES]->(:Fault {id: $f}) RETURN properties(r) AS r"
    found = rows(graph, text, o=f"symptom.{observable}", f=f"fault.{fault}")
    return dict(found[0]["r"])  # type: ignore[call-overload,no-any-return]


def nodes(graph: Graph, label: str) -> list[dict[str, Any]]:
    """Return the properties of all nodes of a label, by id."""
    found = rows(graph, f"MATCH (n:{label}) RETURN properties(n) AS n ORDER BY n.id")
    return [dict(item["n"]) for item in found]  # type: ignore[call-overload]


def sums(graph: Graph, relation_id: str) -> dict[str, tuple[float, float]]:
    """Return (alpha, beta) of a relationship's ledger by scope."""
    text = (
        "MATCH (e:LedgerEntry {relation_id: $id}) RETURN e.scope AS scope, "
        "sum(e.amount_alpha) AS alpha, sum(e.amount_beta) AS beta"
    )
    found = rows(graph, text, id=relation_id)
    return {str(item["scope"]): (item["alpha"], item["beta"]) for item in found}  # type: ignore[misc]
