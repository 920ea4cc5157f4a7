"""Shapes of ``/api/knowledge-graph/cases`` and ``/suggestions`` (KG v2.8.5)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.http.schemas.diagnosis import Input, Named
from graph.vocabulary import EvidenceState, Locale
from graph.vocabulary_records import CaseOutcome, VerificationMethod

_CASE = "case_5f0c2a9b7d3e41c8a6b2"
_FAULT = {"id": "fault.intake_air_leak", "label": "Intake air leak"}
_CLIO = {"id": "model.renault_clio_iv", "label": "Clio IV"}
_SUMMARY: dict[str, Any] = {
    "case_id": _CASE,
    "created_at": "2026-11-24T09:46:42.091Z",
    "outcome": "confirmed",
    "model": _CLIO,
    "mileage_km": 98000,
    "predicted_fault": _FAULT,
    "predicted_probability": 81.3,
    "predicted_confidence": 74,
    "fault": _FAULT,
    "confirmed_at": "2026-11-25T16:20:00.000Z",
}
_ENVELOPE = {"request_id": "req_5b0a", "graph_version": "2"}
_CASE_EXAMPLE = {
    **_ENVELOPE,
    **_SUMMARY,
    "diagnosed_with": "1",
    "locale": "en",
    "vehicle": {
        "make": {"id": "make.renault", "label": "Renault"},
        "model": _CLIO,
        "engine": {"id": "engine.renault_h4bt", "label": "0.9 TCe (H4Bt)"},
        "powertrains": ["petrol"],
        "vehicle_types": ["car"],
        "year": 2014,
        "mileage_km": 98000,
    },
    "observables": [
        {
            "observable": {"id": "dtc.sae.P0171", "label": "P0171"},
            "state": "present",
            "qualifiers": ["tax_temp=chaud"],
        }
    ],
    "error_codes_reported": ["P0171"],
    "conclusions": [{"rank": 1, "fault": _FAULT, "probability": 81.3}],
    "unlisted_probability": 4.2,
    "verification_method": "invoice",
    "idempotency_key": "repair-2026-0147",
    "reported_texts": ["whistles on acceleration"],
    "notes": None,
}
_REPLAY_EXAMPLE = {
    **_ENVELOPE,
    "case_id": _CASE,
    "then": {
        "graph_version": "1",
        "at": "2026-11-24T09:46:42.091Z",
        "first": _FAULT,
        "unlisted_probability": 4.2,
    },
    "now": {"graph_version": "2", "at": None, "first": _FAULT, "unlisted_probability": 3.9},
    "first_has_changed": False,
    "faults": [
        {
            "fault": _FAULT,
            "then": {"rank": 1, "probability": 81.3},
            "now": {"rank": 1, "probability": 84.0},
            "change": 2.7,
        }
    ],
    "left_out": [],
    "message": "The first fault is still the same.",
}
_SUGGESTIONS_EXAMPLE = {
    **_ENVELOPE,
    "suggestions": [
        {
            "relation_id": "rel_suggested_8c1d",
            "observable": {"id": "symptom.fuel_smell", "label": "Smell of fuel"},
            "fault": _FAULT,
            "occurrence_count": 3,
            "evidence_count": 4,
            "weight": 0.38,
        }
    ],
    "next_cursor": None,
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class ToldOutcome(StrEnum):
    """What a garage can say of a diagnosis."""

    CONFIRMED = CaseOutcome.CONFIRMED.value
    PARTIAL = CaseOutcome.PARTIAL.value
    INCORRECT = CaseOutcome.INCORRECT.value


class OutcomeInput(Input):
    """What became of a diagnosis."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "outcome": "confirmed",
                    "fault_id": "fault.intake_air_leak",
                    "verification_method": "invoice",
                    "idempotency_key": "repair-2026-0147",
                    "notes": None,
                }
            ]
        },
    )

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

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "request_id": "5b0a",
                    "graph_version": "2",
                    "case_id": _CASE,
                    "outcome": "confirmed",
                    "fault_id": "fault.intake_air_leak",
                    "verification_method": "invoice",
                    "idempotency_key": "repair-2026-0147",
                    "relations_taught": 3,
                    "suggestions": 0,
                    "message": "Recorded. 3 relationships learned from it.",
                }
            ]
        }
    )

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

    model_config = _example({**_ENVELOPE, "cases": [_SUMMARY], "next_cursor": None})

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

    model_config = _example(_CASE_EXAMPLE)

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

    model_config = _example(_REPLAY_EXAMPLE)

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

    model_config = _example(_SUGGESTIONS_EXAMPLE)

    request_id: str
    graph_version: str
    suggestions: list[SuggestionOutput]
    next_cursor: str | None
