"""Shapes of ``POST /api/knowledge-graph/diagnose`` (spec/api.md; later fields are absent)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.schemas import reasoning
from api.http.schemas.codes_input import FreezeFrameInput
from api.http.schemas.parts import PartOutput
from api.http.schemas.qualifiers import QualifiersInput
from api.http.schemas.remedies import (
    ActionOutput,
    FaultFamilyOutput,
    LaborCostRange,
    MinutesRange,
    RootCauseOutput,
    VerificationOutput,
)
from api.http.schemas.risk import RecurringFaultOutput
from api.http.schemas.vehicles import VehicleId, VehicleOutput, VinText
from graph.vocabulary import EvidenceState, Locale, Powertrain, TestSkill, VehicleType
from graph.vocabulary_answers import UsageHint
from graph.vocabulary_codes import CodeSystem, DtcStatus

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
    vin: VinText | None = Field(
        None, description="decoded; kept nowhere but in erasable personal data, never shown"
    )
    vehicle_id: VehicleId | None = Field(
        None, description="a stored vehicle of the garage; what is stated here wins over it"
    )


class ObservableInput(Input):
    """One finding: exactly one of id, code and text."""

    id: Annotated[str, Field(max_length=120)] | None = None
    code: Annotated[str, Field(max_length=20)] | None = None
    text: Annotated[str, Field(max_length=4000)] | None = None
    state: EvidenceState = EvidenceState.PRESENT
    dtc_status: DtcStatus | None = Field(
        None, description="of a code: pending is weaker evidence; unset counts as confirmed"
    )
    freeze_frame: FreezeFrameInput | None = Field(
        None, description="values kept with the code; they tell its circumstances"
    )
    qualifiers: QualifiersInput | None = Field(
        None, description="in which circumstances: tax_temp cold or hot, tax_phase braking ..."
    )


class CustomerInput(Input):
    """Who brings the vehicle; stored apart from the case, erasable, never in a log."""

    name: ShortText | None = None
    contact: ShortText | None = Field(None, description="telephone number or e-mail address")
    plate: ShortText | None = None


class BudgetInput(Input):
    """What may be spent on questions; the call is stateless, so the caller counts down."""

    mode: TestSkill = Field(
        TestSkill.BAY, description="counter: ask only; driveway: no lift; bay: all tools"
    )
    max_questions: int | None = Field(None, ge=0, le=1000)
    max_minutes: float | None = Field(None, ge=0, le=10_000)


class DiagnoseRequest(Input):
    """What to diagnose."""

    vehicle: VehicleInput | None = None
    observables: Annotated[list[ObservableInput], Field(max_length=200)] = []
    locale: Locale | None = None
    limit: int = Field(10, ge=1, le=50, description="how many faults to show")
    scan_complete: bool | None = Field(
        None,
        description="codes of the scanned systems that are not listed are absent;"
        " null: as scan_report says of itself, else false",
    )
    scan_systems: Annotated[list[CodeSystem], Field(max_length=4)] = Field(
        [], description="what was scanned; empty: powertrain and the systems of the listed codes"
    )
    scan_report: Annotated[str, Field(max_length=40_000)] | None = Field(
        None, description="a scan tool's report as text; its codes are findings"
    )
    context: QualifiersInput | None = Field(
        None, description="circumstances of every finding that states none of its own"
    )
    usage: Annotated[list[UsageHint], Field(max_length=20)] = Field(
        [], description="how the vehicle is used: context of root causes, changes no fault"
    )
    budget: BudgetInput | None = None
    store: bool | None = Field(
        None,
        description="false: nothing is stored; otherwise the diagnosis becomes a case, where the"
        " role may store",
    )
    customer: CustomerInput | None = Field(
        None, description="only stored, apart from the case; it changes no answer"
    )


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
    qualifiers: dict[str, str] = Field(description="circumstances, stated or derived")
    derived_qualifiers: list[str] = Field(description="those that the freeze frame told")
    dtc_status: DtcStatus | None = Field(description="of a code, as it was used")
    note: str | None = Field(description="why it was not understood, or what is unusual")


class ReasonOutput(BaseModel):
    """One finding's part in the fault's log-odds, in nats."""

    observable: Named
    state: EvidenceState
    log_odds: float
    weight: float | None = Field(description="P(finding present | fault)")
    path: list[str]
    expected_codes: list[str] = Field(
        description="of many absent codes, those that the fault would be expected to set"
    )


class ModelFactors(BaseModel):
    """How known weaknesses of this model and engine change the fault (KG v2.8.12).

    The strongest of ``matched_patterns`` counts; ``boost_applied`` is the posterior with it minus
    the posterior without, in points of ``probability``.
    """

    matched_patterns: list[RecurringFaultOutput]
    boost_applied: float
    explanation: str


class ConfidenceFactor(BaseModel):
    """One summand of the confidence."""

    factor: str
    label: str
    contribution: float


class DiagnosisOutput(BaseModel):
    """One fault of the ranking."""

    rank: int
    fault: Named
    description: str
    fault_family: FaultFamilyOutput | None
    probability: float = Field(description="0 to 100")
    probability_interval: tuple[float, float] = Field(description="90 % credible interval")
    confidence: float = Field(description="0 to 100: how well supported, not how probable")
    confidence_factors: list[ConfidenceFactor]
    missing_data: list[str] = Field(description="what would help, the most useful first")
    prior_probability: float = Field(description="0 to 100, for this vehicle before the findings")
    safety_level: Literal["critical", "urgent", "warning", "normal"]
    safety_reason: str | None
    reasons_for: list[ReasonOutput]
    reasons_against: list[ReasonOutput]
    root_causes: list[RootCauseOutput]
    prevention_advice: list[str]
    parts: list[PartOutput]
    actions: list[ActionOutput]
    total_estimated_time: str | None = Field(
        description="mandatory actions, up to all actions, in words"
    )
    total_minutes: MinutesRange | None
    total_labor_cost_range: LaborCostRange | None
    diy_feasible: bool = Field(description="an owner can do every mandatory action safely")
    verification: VerificationOutput | None
    model_factors: ModelFactors
    reviewed: bool
    reasoning: str


class LeadingFault(Named):
    """A fault with its probability, 0 to 100."""

    probability: float
    safety_level: Literal["critical", "urgent", "warning", "normal"]


class InterviewResponse(BaseModel):
    """Where an interview stands, and what to ask next."""

    request_id: str
    graph_version: str
    locale: Locale
    vehicle: VehicleOutput
    observables: list[ObservedOutput]
    leading: list[LeadingFault] = Field(description="the likeliest faults")
    other_faults_probability: float = Field(description="faults of the graph that are not shown")
    unlisted_probability: float = Field(description="a cause that is not in the graph")
    safety: reasoning.SafetyOutput
    next_questions: list[reasoning.QuestionOutput]
    should_stop: bool
    stop_reason: str | None
    stop_message: str | None
    recheck: list[Named] = Field(description="findings that contradict the rest")


class DiagnoseResponse(BaseModel):
    """The verdict. Shown, other and unlisted probabilities sum to 100."""

    request_id: str
    diagnosis_id: str | None = Field(
        None, description="id of the stored case, to tell its outcome; null when not stored"
    )
    graph_version: str
    locale: Locale
    vehicle: VehicleOutput
    observables: list[ObservedOutput]
    diagnoses: list[DiagnosisOutput]
    other_faults_probability: float = Field(description="faults of the graph that are not shown")
    unlisted_probability: float = Field(description="a cause that is not in the graph")
    fault_set: reasoning.FaultSetOutput
    several_faults: list[reasoning.SeveralFaultsOutput] = Field(
        description="sets of faults among all sets; beside the ranking, which assumes one fault"
    )
    several_faults_exact: bool = Field(
        description="their probabilities are exact, or else among the sets that were looked at"
    )
    several_faults_unseen: float = Field(
        description="at most so much, 0 to 100, lies in sets that were not looked at"
    )
    root_and_consequence: reasoning.RootAndConsequenceOutput
    safety: reasoning.SafetyOutput
    next_questions: list[reasoning.QuestionOutput]
    should_stop: bool
    stop_reason: str | None
    recheck: list[Named] = Field(description="findings that contradict the rest")
    would_change: list[reasoning.ChangeOutput]
    repair_plan: reasoning.RepairPlanOutput
    abstains: str | None = Field(description="why no cause is named, or null")
