"""``GET /api/knowledge-graph/risk-profile/{id}``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from api.http.dependencies import GraphDep, PrincipalDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.risk import RiskProfileResponse
from api.presenting_risk import present_profile
from engine.risk_profile import MOST_KM, risk_profile
from graph.vocabulary_records import Role

router = APIRouter(tags=["risk"])
SubjectId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=200,
        description="id of a vehicle model, an engine family or a registered vehicle",
    ),
]
Km = Annotated[
    int | None,
    Query(
        ge=0,
        le=MOST_KM,
        description="mileage in km; that of the registered vehicle unless given",
    ),
]


@router.get(
    "/risk-profile/{id}",
    summary="What may fail on a vehicle at its mileage",
    dependencies=[Depends(needs(Role.VIEWER))],
)
def get_risk_profile(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    subject_id: Annotated[SubjectId, Path(alias="id")],
    km: Km = None,
    locale: LocaleChoice = None,
) -> RiskProfileResponse:
    """Return an assessment for each part category, most urgent first, and the known weaknesses.

    ``risk_level`` is the share that has failed by this mileage; ``risk_ahead`` the chance to fail
    within the next 20,000 km among those that still hold. ``urgency`` is the worst level of which
    both thresholds are reached: critical 30 % and 30 %, high 15 % and 15 %, medium 5 % and 7 %,
    low 1 % and 2 %. The most specific curve of a part category answers. The list is bounded by
    the number of part categories, so it has no pages.
    """
    profile = risk_profile(graph, subject_id, km, garage_id=principal.scope)
    language = request_locale(request, locale)
    return present_profile(profile, language, request.state.request_id)
