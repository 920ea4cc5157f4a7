"""Shapes of ``/api/knowledge-graph/cases`` and ``/suggestions`` (KG v2.8.5)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from api.http.schemas.diagnosis import Input, Named
from graph.vocabulary import EvidenceState, Locale
from graph.vocabulary_records import CaseOutcome, VerificationMethod


class ToldOutcome(StrEnum):
    """What a garage can say of a diagnosis."""

    CONFIRMED = CaseOutcome.CONFIRMED.value
    PARTIAL = CaseOutcome.PARTIAL.value
    INCORRECT = CaseOutcome.INCORRECT.value


class OutcomeInput(Input):
    """What became of a diagnosis."""

    outcome: ToldOutcome
    fault_id: Annotated[str, Field(min_length=1, max_length=120)] | None = Field(
        None,
        description="the fault that was found; unless given, the predicted one when it was right; "
        '"unlisted" for a cause that the graph does not have',
    )
    verification_method: VerificationMethod | None = None
    idempotency_key: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        None, description="of the repair: told twice, it teaches once; the case unless given"
    )
    notes: Annotated[str, Field(max_length=4000)] | None = Field(
        None, description="free text; kept apart from the case, erasable"
    )
    locale: Locale | None = None


class OutcomeResponse(BaseModel):
    """What an outcome did; told again with the same key, the same again."""

    request_id: str
    graph_version: str = Field(description="version of the graph after it")
    case_id: str
    outcome: CaseOutcome
    fault_id: str | None
    verification_method: VerificationMethod | None
    idempotency_key: str
    relations_taught: int = Field(description="relationships whose counts it raised")
    suggestions: int = Field(description="relationships that it suggests to experts")
    message: str


class CaseVehicle(BaseModel):
    """What was recognised of the vehicle."""

    make: Named | None
    model: Named | None
    engine: Named | None
    powertrains: list[str]
    vehicle_types: list[str]
    year: int | None
    mileage_km: int | None


class CaseSummary(BaseModel):
    """One case of a list; probabilities and confidence 0 to 100."""

    case_id: str
    created_at: datetime
    outcome: CaseOutcome
    model: Named | None
    mileage_km: int | None
    predicted_fault: Named | None
    predicted_probability: float | None
    predicted_confidence: float | None
    fault: Named | None = Field(description="the fault that was found")
    confirmed_at: datetime | None


class CasesResponse(BaseModel):
    """One page of cases, the newest first; follow ``next_cursor`` until it is null."""

    request_id: str
    graph_version: str
    cases: list[CaseSummary]
    next_cursor: str | None


class CaseFinding(BaseModel):
    """A finding as it was settled."""

    observable: Named
    state: EvidenceState
    qualifiers: list[str]


class CaseConclusion(BaseModel):
    """A fault that was shown; probability 0 to 100."""

    rank: int
    fault: Named
    probability: float


class CaseResponse(CaseSummary):
    """One case with everything that was stored of it."""

    request_id: str
    graph_version: str = Field(description="version of the graph now")
    diagnosed_with: str = Field(description="version of the graph that answered then")
    locale: Locale | None
    vehicle: CaseVehicle
    observables: list[CaseFinding]
    error_codes_reported: list[str]
    conclusions: list[CaseConclusion]
    unlisted_probability: float | None
    verification_method: VerificationMethod | None
    idempotency_key: str | None
    reported_texts: list[str] = Field(description="what was said in words, unless erased")
    notes: str | None


class StandingOutput(BaseModel):
    """Where a fault stood; probability 0 to 100."""

    rank: int
    probability: float


class ReplayedFault(BaseModel):
    """One fault then and now; null where it was not among those shown."""

    fault: Named
    then: StandingOutput | None
    now: StandingOutput | None
    change: float | None = Field(description="of the probability, in points")


class ReplaySide(BaseModel):
    """What one of the two answers was made with."""

    graph_version: str
    at: datetime | None
    first: Named | None
    unlisted_probability: float | None


class ReplayResponse(BaseModel):
    """The stored answer of a case beside that of today's graph."""

    request_id: str
    graph_version: str
    case_id: str
    then: ReplaySide
    now: ReplaySide
    first_has_changed: bool
    faults: list[ReplayedFault]
    left_out: list[str] = Field(description="observables that the graph no longer answers with")
    message: str


class SuggestionOutput(BaseModel):
    """A relationship that outcomes suggest; it answers nothing until an expert activates it."""

    relation_id: str
    observable: Named
    fault: Named
    occurrence_count: int = Field(description="outcomes that showed both")
    evidence_count: int = Field(description="outcomes of the fault that checked the observable")
    weight: float | None = Field(description="P(observable present | fault) as counted so far")


class SuggestionsResponse(BaseModel):
    """One page of suggestions; follow ``next_cursor`` until it is null."""

    request_id: str
    graph_version: str
    suggestions: list[SuggestionOutput]
    next_cursor: str | None
