"""Shapes of failure cards as they are answered, and of the steps of their life."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.http.schemas.card_content import Body, CardBody, Key, NodeId
from graph.vocabulary_records import (
    CardAction,
    CardSourceType,
    CardStatus,
    ConfidenceLevel,
    FailureMode,
    SkillLevel,
    SubsystemCategory,
)

Note = Annotated[str, Field(max_length=2000)]
SeenVersion = Annotated[int, Field(ge=1, description="the version that you saw")]
Score = Annotated[float, Field(ge=0, le=1)]
LocaleField = Literal["fr", "en"] | None


class CardCreation(CardBody):
    """A new card; it starts as a draft of your garage."""

    idempotency_key: Key | None = Field(
        None, description="of the caller: sending it again writes nothing new"
    )
    locale: LocaleField = None


class CardChange(CardBody):
    """The whole new content of a draft, and the version that it was made from."""

    version: SeenVersion
    note: Note | None = Field(None, description="what changed, for the history")
    locale: LocaleField = None


class CardDecision(Body):
    """A step in the life of a card."""

    version: SeenVersion
    note: Note | None = None
    locale: LocaleField = None


class CardRejection(Body):
    """A rejection, with what the author is to change."""

    version: SeenVersion
    reason: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    locale: LocaleField = None


class WalkRequest(Body):
    """Where the walk is and what was answered; nothing to start."""

    node_id: NodeId | None = Field(None, description="the question; left out: the first one")
    answer: Literal["yes", "no"] | None = Field(None, description="left out: ask it again")
    locale: LocaleField = None


class Referred(BaseModel):
    """Something of the graph by id and name."""

    id: str
    label: str


class SymptomOutput(Referred):
    """An observable of the signature; ``weight`` = P(present | the card's fault), if known."""

    observable_type: str | None
    code: str | None
    signature_rank: int | None
    weight: Score | None


class FaultOutput(Referred):
    """The fault that the card resolves; ``fix_rate`` = P(fixed | card followed), learned."""

    safety_level: str | None
    fix_rate: Score | None


class ConfirmedOutput(Referred):
    """What a node of a tree concludes."""

    kind: Literal["fault", "root_cause"]


class PartOutput(Referred):
    """A part that the repair takes."""

    part_id: str
    quantity: int
    is_required: bool
    price_min_eur: float | None
    price_max_eur: float | None


class VehicleCompatibility(Referred):
    """A model or an engine family that the card holds for."""

    kind: Literal["model", "engine"]
    make: str | None


class StepOutput(BaseModel):
    """One step of a check or a repair."""

    order: int
    text: str
    minutes: int | None


class SignatureOutput(BaseModel):
    """The fingerprint that cards are matched by (EFI 3.1.1)."""

    signature_id: str | None
    signature_hash: str | None = Field(description="null without symptoms and codes")
    primary_symptoms: list[str]
    error_codes: list[str]
    subsystem: SubsystemCategory
    failure_mode: FailureMode | None
    temperature_range: str | None
    humidity_range: str | None
    load_condition: str | None
    mileage_range: str | None
    vehicle_age_months: int | None
    occurrence_pattern: str | None
    time_of_day_pattern: str | None


class TreeNodeOutput(BaseModel):
    """One node in the reader's language."""

    node_id: str
    step_number: int
    question: str | None
    check_action: str | None
    expected_outcome: str | None
    tools_required: list[str]
    safety_warnings: list[str]
    duration_minutes: int | None
    if_yes: str | None
    if_no: str | None
    leads_to_root_cause: ConfirmedOutput | None
    rules_out: bool


class TreeOutput(BaseModel):
    """A tree in the order of its steps."""

    tree_id: str
    root_node_id: str
    total_paths: int = Field(description="ways from the first question to a conclusion")
    avg_path_length: float = Field(description="answers on such a way, on average")
    nodes: list[TreeNodeOutput]


class CardSummary(BaseModel):
    """What a list shows of a card."""

    failure_id: str
    title: str
    status: CardStatus
    version: int
    subsystem_category: SubsystemCategory
    failure_mode: FailureMode | None
    fault: Referred | None
    error_codes: list[str]
    tags: list[str]
    auto_tags: list[str] = Field(description="telling words that were found in its texts")
    confidence_score: Score
    confidence_level: ConfidenceLevel
    effectiveness_score: Score
    usage_count: int
    has_tree: bool
    source_type: CardSourceType | None
    source_garage_id: str | None = Field(description="null: it was shipped with the product")
    updated_at: datetime | None


class CardOutput(CardSummary):
    """A whole card in the reader's language (EFI 3.1)."""

    description: str | None
    signature_hash: str | None
    failure_signature: SignatureOutput
    symptoms: list[SymptomOutput]
    symptom_codes: list[str]
    symptom_text: str | None
    fault: FaultOutput | None
    root_cause: str | None
    root_cause_details: str | None
    root_causes: list[Referred]
    secondary_causes: list[str]
    systems: list[Referred]
    diagnostic_tree: TreeOutput | None
    verification_steps: list[StepOutput]
    diagnostic_tools: list[str]
    diagnostic_duration_minutes: int | None
    resolution_steps: list[StepOutput]
    resolution_summary: str | None
    estimated_repair_time_minutes: int | None
    skill_level_required: SkillLevel | None
    required_parts: list[PartOutput]
    estimated_parts_cost: float | None
    estimated_labor_cost: float | None
    estimated_total_cost: float | None
    currency: str
    vehicle_models: list[VehicleCompatibility]
    vehicle_makes: list[str]
    universal_failure: bool
    failure_conditions: list[str]
    success_count: int
    failure_count: int
    keywords: list[str]
    has_embedding: bool
    source_kind: str | None
    source_ticket_id: str | None
    created_by: str | None
    approved_by: str | None
    reviewed: bool = Field(description="whether a person approved it")
    created_at: datetime | None
    approved_at: datetime | None
    first_detected_at: datetime | None
    last_used_at: datetime | None
    synced_to_network: bool
    last_sync_at: datetime | None
    next_actions: list[CardAction] = Field(description="steps that are possible from here")


class CardResponse(BaseModel):
    """One card, and its content as it is changed and sent back (``PUT``)."""

    request_id: str
    graph_version: str
    changed: bool = Field(description="whether this request wrote anything")
    card: CardOutput
    content: dict[str, Any] = Field(
        description="both languages; the body of ``PUT`` without its version"
    )


class CardsResponse(BaseModel):
    """One page of cards; follow ``next_cursor`` until it is null."""

    request_id: str
    graph_version: str
    cards: list[CardSummary]
    next_cursor: str | None


class SimilarCardOutput(BaseModel):
    """A card that is like another, and why."""

    card: CardSummary
    similarity: Score
    same_signature: bool
    same_fault: bool
    shared_observables: list[str]
    stored: Score | None = Field(description="likeness that the graph holds (SIMILAR_TO)")


class SimilarCardsResponse(BaseModel):
    """Cards like one, the likest first."""

    request_id: str
    graph_version: str
    failure_id: str
    cards: list[SimilarCardOutput]


class VersionOutput(BaseModel):
    """One version of a card."""

    version: int
    status: CardStatus
    action: CardAction
    by: str
    at: datetime
    note: str | None
    changed_fields: list[str]


class ConfidenceChangeEvent(BaseModel):
    """How the shown confidence moved (EFI 3.1)."""

    timestamp: datetime
    previous_score: Score
    new_score: Score
    change_reason: str
    ticket_id: str | None


class CardHistoryResponse(BaseModel):
    """Every version and every change of the confidence, the earliest first."""

    request_id: str
    graph_version: str
    failure_id: str
    version_history: list[VersionOutput]
    confidence_history: list[ConfidenceChangeEvent]


class TreeResponse(BaseModel):
    """The tree of a card."""

    request_id: str
    graph_version: str
    failure_id: str
    diagnostic_tree: TreeOutput


class AnsweredOutput(BaseModel):
    """A question that was answered on the way."""

    node_id: str
    question: str | None
    answer: Literal["yes", "no"]


class ConclusionOutput(BaseModel):
    """Where a walk ends; nothing confirmed: the failure is another one."""

    confirmed: ConfirmedOutput | None
    rules_out: bool
    message: str


class WalkResponse(BaseModel):
    """The next question, or the conclusion."""

    request_id: str
    graph_version: str
    failure_id: str
    node: TreeNodeOutput | None = Field(description="to be answered next; null at the end")
    conclusion: ConclusionOutput | None
    path: list[AnsweredOutput]
