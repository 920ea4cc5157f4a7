"""``POST /api/knowledge-graph/diagnose`` and ``/interview``."""

from fastapi import APIRouter, Request

from api.http.dependencies import GraphDep, ReaderDep, SettingsDep
from api.http.locale import request_locale
from api.http.schemas.diagnosis import (
    DiagnoseRequest,
    DiagnoseResponse,
    InterviewResponse,
    ObservableInput,
    VehicleInput,
)
from api.presenting import present, present_interview
from api.rules import rules_of
from engine.budget import Budget
from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import NO_QUALIFIERS, ReportedFinding
from engine.scan.report import EMPTY_REPORT, complete_scan, parse_report
from engine.vehicle import VehicleDescription
from graph.settings import Settings

router = APIRouter(tags=["diagnosis"])


@router.post("/diagnose", summary="Rank the faults that explain the findings")
def post_diagnose(
    body: DiagnoseRequest,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    settings: SettingsDep,
) -> DiagnoseResponse:
    """Return faults with probabilities that sum to 100 with the unlisted share, and reasons."""
    verdict = diagnose(graph, reader, _engine_request(body, settings))
    locale = request_locale(request, body.locale)
    return present(verdict, locale, request.state.request_id)


@router.post("/interview", summary="Ask the next best questions")
def post_interview(
    body: DiagnoseRequest,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    settings: SettingsDep,
) -> InterviewResponse:
    """Return what to ask next, or that it may stop: stateless, all findings come in each time."""
    verdict = diagnose(graph, reader, _engine_request(body, settings))
    locale = request_locale(request, body.locale)
    return present_interview(verdict, locale, request.state.request_id)


def _engine_request(body: DiagnoseRequest, settings: Settings) -> DiagnosisRequest:
    report = parse_report(body.scan_report, "scan_report") if body.scan_report else EMPTY_REPORT
    return DiagnosisRequest(
        findings=(
            *(_finding(item, at) for at, item in enumerate(body.observables)),
            *report.findings(),
        ),
        vehicle=_vehicle(body.vehicle) if body.vehicle else None,
        limit=body.limit,
        context=body.context.stated() if body.context else NO_QUALIFIERS,
        budget=Budget(**body.budget.model_dump()) if body.budget else Budget(),
        rules=rules_of(settings),
        scan=complete_scan(report, body.scan_complete, body.scan_systems),
    )


def _vehicle(given: VehicleInput) -> VehicleDescription:
    return VehicleDescription(**given.model_dump(exclude={"vin", "vehicle_id"}))


def _finding(item: ObservableInput, position: int) -> ReportedFinding:
    return ReportedFinding(
        state=item.state,
        id=item.id,
        code=item.code,
        text=item.text,
        field=f"observables.{position}",
        qualifiers=item.qualifiers.stated() if item.qualifiers else NO_QUALIFIERS,
        status=item.dtc_status,
        freeze_frame=item.freeze_frame.stated() if item.freeze_frame else {},
    )
