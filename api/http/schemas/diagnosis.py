"""Shapes of ``POST /api/knowledge-graph/diagnose`` (spec/api.md; later fields are absent)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.schemas.not_yet import NoObject, NoSwitch, NoText
from graph.vocabulary import EvidenceState, Locale, Powertrain, VehicleType

ShortText = Annotated[str, Field(min_length=1, max_length=120)]


class Input(BaseModel):
    """Base of request bodies: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid")


class VehicleInput(Input):
    """The vehicle, as far as known; what is not recognised filters nothing."""

    make: ShortText | None = None
    model: ShortText | None = None
    engine: ShortText | None = None
    text: ShortText | None = Field(None, description="all of it in words, instead of the above")
    year: int | None = Field(None, ge=1950, le=2100)
    mileage_km: int | None = Field(None, ge=0, le=2_000_000)
    powertrain: Powertrain | None = None
    vehicle_type: VehicleType | None = None
    vin: NoText = None
    vehicle_id: NoText = None


class ObservableInput(Input):
    """One finding: exactly one of id, code and text."""

    id: Annotated[str, Field(max_length=120)] | None = None
    code: Annotated[str, Field(max_length=20)] | None = None
    text: Annotated[str, Field(max_length=4000)] | None = None
    state: EvidenceState = EvidenceState.PRESENT
    dtc_status: NoText = None
    freeze_frame: NoObject = None
    qualifiers: NoObject = None


class DiagnoseRequest(Input):
    """What to diagnose."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "vehicle": {
                        "make": "Renault",
                        "model": "Clio IV",
                        "engine": "0.9 TCe (H4Bt)",
                        "year": 2014,
                        "mileage_km": 98000,
                    },
                    "observables": [
                        {"code": "P0171"},
                        {"text": "siffle à l'accélération, pas de fumée noire"},
                    ],
                    "locale": "fr",
                    "limit": 5,
                }
            ]
        },
    )

    vehicle: VehicleInput | None = None
    observables: Annotated[list[ObservableInput], Field(max_length=200)] = []
    locale: Locale | None = None
    limit: int = Field(10, ge=1, le=50, description="how many faults to show")
    scan_complete: NoSwitch = False
    context: NoObject = None
    budget: NoObject = None
    store: bool | None = Field(None, description="either is accepted: nothing is stored yet")


class Named(BaseModel):
    """A node of the graph with its label in the answer's language."""

    id: str
    label: str


class MatchOutput(Named):
    """An observable that a text may mean; similarity 0 to 1."""

    similarity: float = Field(ge=0, le=1)


class ObservedOutput(BaseModel):
    """What became of one finding."""

    input: str
    state: EvidenceState
    matched: MatchOutput | None
    alternatives: list[MatchOutput]
    note: str | None = Field(description="why it was not understood, or what is unusual")


class ReasonOutput(BaseModel):
    """One finding's part in the fault's log-odds, in nats."""

    observable: Named
    state: EvidenceState
    log_odds: float
    weight: float | None = Field(description="P(finding present | fault)")
    path: list[str]


class RootCauseOutput(BaseModel):
    """Why the fault arises; probability 0 to 100 given the fault."""

    cause: Named
    probability: float
    cause_type: str


class PartOutput(Named):
    """A part that the repair may need; probability 0 to 100 given the fault."""

    probability: float
    quantity: int
    priority: int
    is_required: bool


class ActionOutput(Named):
    """What resolves the fault; probability 0 to 100 that it is fixed once done."""

    action_type: str
    probability_fixed: float
    duration_minutes: int
    difficulty: str
    steps: list[str]
    labor_cost_range: dict[str, float | str]


class VerificationOutput(BaseModel):
    """How to make sure, and whether to drive on until then."""

    quick_test: str
    difficulty: str
    estimated_time: str
    can_drive: bool
    max_km: int | None


class MatchedPattern(BaseModel):
    """A known weakness of this model or engine."""

    target: str
    odds_multiplier: float


class ModelFactors(BaseModel):
    """How this vehicle changes the fault's prior."""

    matched_patterns: list[MatchedPattern]


class DiagnosisOutput(BaseModel):
    """One fault of the ranking."""

    rank: int
    fault: Named
    description: str
    fault_family: Named | None
    probability: float = Field(description="0 to 100")
    prior_probability: float = Field(description="0 to 100, for this vehicle before the findings")
    safety_level: Literal["critical", "urgent", "warning", "normal"]
    safety_reason: str | None
    reasons_for: list[ReasonOutput]
    reasons_against: list[ReasonOutput]
    root_causes: list[RootCauseOutput]
    prevention_advice: list[str]
    parts: list[PartOutput]
    actions: list[ActionOutput]
    verification: VerificationOutput | None
    model_factors: ModelFactors
    reviewed: bool
    reasoning: str


class VehicleOutput(BaseModel):
    """What was recognised of the vehicle."""

    make_id: str | None
    model_id: str | None
    engine_id: str | None
    label: str
    powertrains: list[str]
    vehicle_types: list[str]
    unrecognised: list[str] = Field(description="words that nothing in the graph explains")
    ambiguous: list[str] = Field(description="models that it may be, when it may be several")
    conflicts: list[str] = Field(description="powertrain, vehicle_type or year, when they clash")
    notes: list[str] = Field(description="the same in words")


class DiagnoseResponse(BaseModel):
    """The verdict. Shown, other and unlisted probabilities sum to 100."""

    request_id: str
    graph_version: str
    locale: Locale
    vehicle: VehicleOutput
    observables: list[ObservedOutput]
    diagnoses: list[DiagnosisOutput]
    other_faults_probability: float = Field(description="faults of the graph that are not shown")
    unlisted_probability: float = Field(description="a cause that is not in the graph")
