"""``POST /api/knowledge-graph/diagnose`` and ``/interview``."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request

from api.explaining import present_explained
from api.http.dependencies import GraphDep, ReaderDep, SettingsDep
from api.http.locale import request_locale
from api.http.schemas.diagnosis import (
    DiagnoseRequest,
    DiagnoseResponse,
    InterviewResponse,
    ObservableInput,
    VehicleInput,
)
from api.http.schemas.explained import ExplainedResponse
from api.http.storing import store_unless_refused
from api.presenting import present, present_interview
from api.rules import rules_of
from engine.budget import Budget
from engine.diagnose import DiagnosisRequest, diagnose
from engine.evidence import NO_QUALIFIERS, ReportedFinding
from engine.reading import Reader
from engine.scan.report import EMPTY_REPORT, complete_scan, parse_report
from engine.vehicle import VehicleDescription
from engine.verdict import Verdict
from graph.session import Graph
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
    asked, verdict = _asked(body, graph, reader, settings)
    locale = request_locale(request, body.locale)
    answer = present(verdict, locale, request.state.request_id, settings.catalogue_url)
    answer.diagnosis_id = store_unless_refused(graph, settings, body, asked, verdict, locale)
    return answer


@router.post("/diagnose-explained", summary="Rank the faults and explain each one")
def post_diagnose_explained(
    body: DiagnoseRequest,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    settings: SettingsDep,
) -> ExplainedResponse:
    """Return the answer of ``/diagnose`` with evidence, check, urgency, parts and formatted texts.

    `reasoning` of each diagnosis is an object here; the text is `reasoning_text`. Every statement
    names the nodes and relationships of the graph that it rests on.
    """
    asked, verdict = _asked(body, graph, reader, settings)
    locale = request_locale(request, body.locale)
    answer = present_explained(verdict, locale, request.state.request_id, settings.catalogue_url)
    answer.diagnosis_id = store_unless_refused(graph, settings, body, asked, verdict, locale)
    return answer


@router.post("/interview", summary="Ask the next best questions")
def post_interview(
    body: DiagnoseRequest,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    settings: SettingsDep,
) -> InterviewResponse:
    """Return what to ask next, or that it may stop: stateless, all findings come in each time."""
    _, verdict = _asked(body, graph, reader, settings)
    locale = request_locale(request, body.locale)
    return present_interview(verdict, locale, request.state.request_id)


def engine_request(body: DiagnoseRequest, settings: Settings) -> DiagnosisRequest:
    """Return what the engine is asked by the body of a request."""
    report = parse_report(body.scan_report, "scan_report") if body.scan_report else EMPTY_REPORT
    return DiagnosisRequest(
        findings=(
            *(_finding(item, at) for at, item in enumerate(body.observables)),
            *report.findings(),
        ),
        vehicle=_vehicle(body.vehicle, settings) if body.vehicle else None,
        limit=body.limit,
        context=body.context.stated() if body.context else NO_QUALIFIERS,
        budget=Budget(**body.budget.model_dump()) if body.budget else Budget(),
        rules=rules_of(settings),
        usage=tuple(body.usage),
        year_now=datetime.now(UTC).year,
        scan=complete_scan(report, body.scan_complete, body.scan_systems),
    )


def _asked(
    body: DiagnoseRequest, graph: Graph, reader: Reader, settings: Settings
) -> tuple[DiagnosisRequest, Verdict]:
    """Return what the engine was asked, and its verdict, which each route presents in its shape."""
    asked = engine_request(body, settings)
    return asked, diagnose(graph, reader, asked)


def _vehicle(given: VehicleInput, settings: Settings) -> VehicleDescription:
    return VehicleDescription(**given.model_dump(), garage_id=settings.garage_id)


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
