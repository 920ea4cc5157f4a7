"""``GET /api/knowledge-graph/dtc/{code}`` and ``POST /api/knowledge-graph/scan``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from api.http.dependencies import GraphDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.code import CodeResponse
from api.http.schemas.scan import ScanRequest, ScanResponse
from api.presenting_codes import present_code
from api.presenting_scans import present_scan
from cypher.library import query
from cypher.rows.admin import FindGraphVersionRow
from engine.codes.meaning import code_meaning
from engine.scan.report import parse_report
from engine.vehicle import VehicleDescription
from graph.vocabulary_records import Role

router = APIRouter(tags=["codes"])
Make = Annotated[str | None, Query(min_length=1, max_length=120, description="a make by its name")]
Vehicle = Annotated[
    str | None, Query(min_length=1, max_length=120, description="the vehicle in words")
]
FIND_GRAPH_VERSION = query("admin/find_graph_version", FindGraphVersionRow)


@router.get(
    "/dtc/{code}",
    summary="What a trouble code means and which faults it points at",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True))],
)
def get_code(
    code: Annotated[str, Path(max_length=20, description="of the standard or of a make")],
    request: Request,
    graph: GraphDep,
    make: Make = None,
    vehicle: Vehicle = None,
    locale: LocaleChoice = None,
) -> CodeResponse:
    """Return what the form of a code says, and what the graph knows of it.

    A well-formed code that the graph does not know is answered with ``known: false``; what is no
    code is refused. With a make its own meaning comes first; with a vehicle the faults are those
    that it can have.
    """
    described = VehicleDescription(make=make, text=vehicle) if make or vehicle else None
    found = code_meaning(graph, code, described)
    return present_code(found, request_locale(request, locale), request.state.request_id)


@router.post(
    "/scan",
    summary="Read the codes of a scan tool's report",
    dependencies=[Depends(needs(Role.VIEWER, open_to_all=True, writes=False))],
)
def post_scan(body: ScanRequest, request: Request, graph: GraphDep) -> ScanResponse:
    """Return the codes of a report as findings for ``/diagnose``, and what was left out and why.

    Nothing is diagnosed. Status words, control units and freeze frames are read in French and
    English; part numbers, dates, mileages and vehicle numbers are no codes.
    """
    report = parse_report(body.text)
    version = graph.read(FIND_GRAPH_VERSION)[0].version
    return present_scan(
        report, version, request_locale(request, body.locale), request.state.request_id
    )
