"""``POST /api/knowledge-graph/diagnose``."""

from fastapi import APIRouter, Request

from api.http.dependencies import GraphDep, ReaderDep
from api.http.locale import request_locale
from api.http.schemas.diagnosis import (
    DiagnoseRequest,
    DiagnoseResponse,
    ObservableInput,
    VehicleInput,
)
from api.presenting import present
from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import ReportedFinding
from engine.vehicle import VehicleDescription

router = APIRouter(tags=["diagnosis"])


@router.post("/diagnose", summary="Rank the faults that explain the findings")
def post_diagnose(
    body: DiagnoseRequest, request: Request, graph: GraphDep, reader: ReaderDep
) -> DiagnoseResponse:
    """Return faults with probabilities that sum to 100 with the unlisted share, and reasons."""
    verdict = diagnose(graph, reader, _engine_request(body))
    locale = request_locale(request, body.locale)
    return present(verdict, locale, request.state.request_id)


def _engine_request(body: DiagnoseRequest) -> DiagnosisRequest:
    vehicle = _vehicle(body.vehicle) if body.vehicle else None
    findings = tuple(_finding(item, at) for at, item in enumerate(body.observables))
    return DiagnosisRequest(findings, vehicle, body.limit)


def _vehicle(given: VehicleInput) -> VehicleDescription:
    return VehicleDescription(**given.model_dump(exclude={"vin", "vehicle_id"}))


def _finding(item: ObservableInput, position: int) -> ReportedFinding:
    return ReportedFinding(
        state=item.state,
        id=item.id,
        code=item.code,
        text=item.text,
        field=f"observables.{position}",
    )
