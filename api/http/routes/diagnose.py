"""``POST /api/knowledge-graph/diagnose`` and ``/interview``."""

from datetime import UTC, datetime
from typing import NamedTuple

from fastapi import APIRouter, Depends, Request

from api.explaining import present_explained
from api.http.dependencies import GraphDep, PrincipalDep, ReaderDep, SettingsDep, needs
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
from engine.principal import Principal
from engine.reading import Reader
from engine.scan.report import EMPTY_REPORT, complete_scan, parse_report
from engine.vehicle import VehicleDescription
from engine.vehicle.register import vehicle_garage
from engine.verdict import Verdict
from graph.session import Graph
from graph.settings import Settings
from graph.vocabulary_records import Role

router = APIRouter(tags=["diagnosis"])


class Asking(NamedTuple):
    """By which rules is asked, and by whom."""

    settings: Settings
    principal: Principal


@router.post(
    "/diagnose",
    summary="Rank the faults that explain the findings",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True, writes=False))],
)
def post_diagnose(
    body: DiagnoseRequest,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    settings: SettingsDep,
    principal: PrincipalDep,
) -> DiagnoseResponse:
    """Return faults with probabilities that sum to 100 with the unlisted share, and reasons."""
    asked, verdict = _asked(body, graph, reader, Asking(settings, principal))
    locale = request_locale(request, body.locale)
    answer = present(verdict, locale, request.state.request_id, settings.catalogue_url)
    answer.diagnosis_id = store_unless_refused(request, graph, body, asked, verdict, locale)
    return answer


@router.post(
    "/diagnose-explained",
    summary="Rank the faults and explain each one",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True, writes=False))],
)
def post_diagnose_explained(
    body: DiagnoseRequest,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    settings: SettingsDep,
    principal: PrincipalDep,
) -> ExplainedResponse:
    """Return the answer of ``/diagnose`` with evidence, check, urgency, parts and formatted texts.

    `reasoning` of each diagnosis is an object here; the text is `reasoning_text`. Every statement
    names the nodes and relationships of the graph that it rests on.
    """
    asked, verdict = _asked(body, graph, reader, Asking(settings, principal))
    locale = request_locale(request, body.locale)
    answer = present_explained(verdict, locale, request.state.request_id, settings.catalogue_url)
    answer.diagnosis_id = store_unless_refused(request, graph, body, asked, verdict, locale)
    return answer


@router.post(
    "/interview",
    summary="Ask the next best questions",
    dependencies=[Depends(needs(Role.VIEWER, writes=False))],
)
def post_interview(
    body: DiagnoseRequest,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    settings: SettingsDep,
    principal: PrincipalDep,
) -> InterviewResponse:
    """Return what to ask next, or that it may stop: stateless, all findings come in each time."""
    _, verdict = _asked(body, graph, reader, Asking(settings, principal))
    locale = request_locale(request, body.locale)
    return present_interview(verdict, locale, request.state.request_id)


def engine_request(
    body: DiagnoseRequest, settings: Settings, garage_id: str | None
) -> DiagnosisRequest:
    """Return what the engine is asked by the body of a request, about vehicles of a garage."""
    report = parse_report(body.scan_report, "scan_report") if body.scan_report else EMPTY_REPORT
    return DiagnosisRequest(
        findings=(
            *(_finding(item, at) for at, item in enumerate(body.observables)),
            *report.findings(),
        ),
        vehicle=_vehicle(body.vehicle, garage_id) if body.vehicle else None,
        limit=body.limit,
        context=body.context.stated() if body.context else NO_QUALIFIERS,
        budget=Budget(**body.budget.model_dump()) if body.budget else Budget(),
        rules=rules_of(settings),
        usage=tuple(body.usage),
        year_now=datetime.now(UTC).year,
        scan=complete_scan(report, body.scan_complete, body.scan_systems),
    )


def _asked(
    body: DiagnoseRequest, graph: Graph, reader: Reader, asking: Asking
) -> tuple[DiagnosisRequest, Verdict]:
    """Return what the engine was asked, and its verdict, which each route presents in its shape."""
    vehicle_id = body.vehicle.vehicle_id if body.vehicle else None
    garage_id = vehicle_garage(graph, asking.principal, vehicle_id)
    asked = engine_request(body, asking.settings, garage_id)
    return asked, diagnose(graph, reader, asked)


def _vehicle(given: VehicleInput, garage_id: str | None) -> VehicleDescription:
    return VehicleDescription(**given.model_dump(), garage_id=garage_id)


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
