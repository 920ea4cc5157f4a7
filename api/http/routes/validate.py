"""``GET /api/knowledge-graph/validate``."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from api.http.dependencies import GraphDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.integrity import ValidationResponse
from api.presenting_integrity import present_report
from engine.validating.registry import CHECKS, validate_graph
from graph.vocabulary_records import FindingSeverity, Role

router = APIRouter(tags=["governance"])
CheckId = StrEnum("CheckId", {name.upper(): name for name in CHECKS})  # type: ignore[misc]


@router.get(
    "/validate",
    summary="Check the integrity of the whole graph",
    dependencies=[Depends(needs(Role.EXPERT))],
)
def get_validate(
    request: Request,
    graph: GraphDep,
    severity: Annotated[
        FindingSeverity | None, Query(description="show only findings of this severity")
    ] = None,
    check: Annotated[list[CheckId] | None, Query(description="only these checks")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="findings shown a check")] = 100,
    locale: LocaleChoice = None,
) -> ValidationResponse:
    """Return what every check finds, with a severity, the ids at fault and how to mend it.

    ``faultgraph seed validate`` checks files before they are loaded; this looks at the live graph.
    """
    checks = frozenset(item.value for item in check) if check else None
    report = validate_graph(graph, limit=limit, checks=checks)
    answer = present_report(report, request_locale(request, locale), severity)
    return ValidationResponse(request_id=request.state.request_id, **answer)
