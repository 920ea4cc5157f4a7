"""``/api/knowledge-graph/cases``: stored diagnoses and their outcomes (KG v2.8.5)."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.http.cursor import Cursor, PageLimit, decode_cursor, encode_cursor
from api.http.dependencies import GraphDep, PrincipalDep, ReaderDep, needs
from api.http.locale import LocaleChoice, request_locale
from api.http.schemas.cases import (
    CaseResponse,
    CasesResponse,
    OutcomeInput,
    OutcomeResponse,
    ReplayResponse,
)
from api.presenting_cases import present_case, present_outcome, present_replay, present_summary
from engine.cases.finding import CaseFilter, case_garage, find_case, list_cases
from engine.cases.outcome import Outcome, record_outcome
from engine.cases.replaying import replay_case
from graph.vocabulary_records import CaseOutcome, Role

router = APIRouter(tags=["cases"])
Id = Annotated[str, Field(min_length=1, max_length=120)]
CaseId = Annotated[str, Path(description="diagnosis_id of the answer that was stored")]


class CaseQuery(BaseModel):
    """Filters of the list; each one given must hold."""

    model_config = ConfigDict(extra="forbid")

    outcome: CaseOutcome | None = Field(None, description="what became of it")
    fault: Id | None = Field(None, description="predicted first, or found")
    model: Id | None = Field(None, description="id of the vehicle's model")
    since: AwareDatetime | None = Field(None, description="from this moment on")
    until: AwareDatetime | None = Field(None, description="before this moment")
    locale: LocaleChoice = None
    limit: PageLimit = 50
    cursor: Cursor = None

    def filter(self) -> CaseFilter:
        """Return the filters as the engine takes them."""
        return CaseFilter(
            outcome=self.outcome.value if self.outcome else None,
            fault=self.fault,
            model=self.model,
            since=_text(self.since),
            until=_text(self.until),
        )


def _text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


@router.get(
    "/cases", summary="List stored diagnoses", dependencies=[Depends(needs(Role.TECHNICIAN))]
)
def get_cases(
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    wanted: Annotated[CaseQuery, Query()],
) -> CasesResponse:
    """Return one page of the garage's cases, the newest first."""
    place = decode_cursor(wanted.cursor)
    page = list_cases(graph, principal.scope, wanted.filter(), wanted.limit, place)
    locale = request_locale(request, wanted.locale)
    return CasesResponse(
        request_id=request.state.request_id,
        graph_version=str(page.graph_version),
        cases=[present_summary(case, locale) for case in page.cases],
        next_cursor=encode_cursor(page.next_place) if page.next_place else None,
    )


@router.get(
    "/cases/{case_id}",
    summary="Show a stored diagnosis",
    dependencies=[Depends(needs(Role.TECHNICIAN))],
)
def get_case(
    case_id: CaseId,
    request: Request,
    graph: GraphDep,
    principal: PrincipalDep,
    locale: LocaleChoice = None,
) -> CaseResponse:
    """Return what was observed, what was concluded, and what became of it."""
    row = find_case(graph, case_id, principal.scope)
    return present_case(row, request_locale(request, locale), request.state.request_id)


@router.get(
    "/cases/{case_id}/replay",
    summary="Diagnose a stored case again, with today's graph",
    dependencies=[Depends(needs(Role.TECHNICIAN))],
)
def get_replay(
    case_id: CaseId,
    request: Request,
    graph: GraphDep,
    reader: ReaderDep,
    principal: PrincipalDep,
    locale: LocaleChoice = None,
) -> ReplayResponse:
    """Return the answer of then and that of now side by side; nothing is stored."""
    replay = replay_case(graph, reader, case_id, principal.scope)
    return present_replay(replay, request_locale(request, locale), request.state.request_id)


@router.post(
    "/cases/{case_id}/outcome",
    summary="Tell what became of a diagnosis",
    dependencies=[Depends(needs(Role.TECHNICIAN))],
)
def post_outcome(
    case_id: CaseId, body: OutcomeInput, request: Request, graph: GraphDep, principal: PrincipalDep
) -> OutcomeResponse:
    """Keep the outcome and teach the graph, once; the next diagnosis answers with it."""
    told = Outcome(
        outcome=CaseOutcome(body.outcome.value),
        fault_id=body.fault_id,
        verification_method=body.verification_method,
        idempotency_key=body.idempotency_key,
        notes=body.notes,
    )
    answer = record_outcome(graph, case_id, case_garage(graph, principal, case_id), told)
    return present_outcome(answer, request_locale(request, body.locale), request.state.request_id)
