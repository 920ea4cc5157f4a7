"""What an author writes on a failure card (EFI 3.1); the same shape goes in and comes back."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from graph.vocabulary_records import (
    CardSourceType,
    FailureMode,
    HumidityRange,
    LoadCondition,
    OccurrencePattern,
    SkillLevel,
    SubsystemCategory,
    TimeOfDayPattern,
)

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_. \-]{1,20}$")]
NodeId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]{1,40}$")]
Minutes = Annotated[int, Field(ge=0, le=100_000)]
Money = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]


class Body(BaseModel):
    """Base of request bodies: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid")


class TextBody(Body):
    """A text in French and English; one of them is enough for a draft."""

    fr: LongText | None = None
    en: LongText | None = None


class TitleBody(Body):
    """What fails, in few words; in at least one language."""

    fr: Words | None = None
    en: Words | None = None

    @model_validator(mode="after")
    def _said(self) -> Self:
        if self.fr is None and self.en is None:
            raise ValueError("a title is written in French or in English")
        return self


class StepBody(Body):
    """One step of a check or a repair."""

    text: TextBody
    minutes: Minutes | None = None


class PartBody(Body):
    """A part that the repair takes."""

    part_id: Key
    quantity: Annotated[int, Field(ge=1, le=999)] = 1
    is_required: bool = Field(default=True, description="false: only sometimes")


class ConditionsBody(Body):
    """When the failure shows (EFI 3.1.1)."""

    temperature_range: Words | None = Field(None, examples=["30-45°C"])
    humidity_range: HumidityRange | None = None
    load_condition: LoadCondition | None = None
    mileage_range: Words | None = Field(None, examples=["10000-50000"])
    vehicle_age_months: Annotated[int, Field(ge=0, le=1200)] | None = None
    occurrence_pattern: OccurrencePattern | None = None
    time_of_day_pattern: TimeOfDayPattern | None = None


class TreeNodeBody(Body):
    """One node of a tree: it asks (if_yes, if_no) or concludes (EFI 3.1.2)."""

    node_id: NodeId
    step_number: Annotated[int, Field(ge=1)] | None = Field(
        None, description="given back; where a node stands follows from its branches"
    )
    question: TextBody = TextBody()
    check_action: TextBody = TextBody()
    expected_outcome: TextBody = TextBody()
    tools_required: Annotated[list[TextBody], Field(max_length=20)] = []
    safety_warnings: Annotated[list[TextBody], Field(max_length=20)] = []
    duration_minutes: Minutes | None = None
    if_yes: NodeId | None = None
    if_no: NodeId | None = None
    leads_to_root_cause: Key | None = Field(
        None, description="id of the root cause or fault that it confirms"
    )
    rules_out: bool = Field(default=False, description="it concludes: another failure")


class TreeBody(Body):
    """A diagnostic tree: every answer leads on, every way ends in a conclusion."""

    root_node_id: NodeId | None = Field(None, description="where it starts; default: first node")
    nodes: Annotated[list[TreeNodeBody], Field(max_length=200)]


class CardBody(Body):
    """The authored part of a card; what is counted or computed is not in it."""

    title: TitleBody
    description: TextBody = TextBody()
    subsystem_category: SubsystemCategory
    failure_mode: FailureMode | None = None
    symptoms: Annotated[list[Key], Field(max_length=60)] = Field(
        [], description="ids of observables, the most telling first"
    )
    symptom_codes: Annotated[list[Key], Field(max_length=60)] = []
    symptom_text: LongText | None = None
    error_codes: Annotated[list[Code], Field(max_length=60)] = []
    failure_signature: ConditionsBody = Field(
        ConditionsBody(), description="conditions; symptoms and codes are the card's own"
    )
    failure_conditions: Annotated[list[TextBody], Field(max_length=40)] = []
    fault_id: Key | None = Field(None, description="the fault of the graph that it resolves")
    system_ids: Annotated[list[Key], Field(max_length=20)] = []
    root_cause: TextBody = TextBody()
    root_cause_details: TextBody = TextBody()
    root_cause_ids: Annotated[list[Key], Field(max_length=40)] = []
    secondary_causes: Annotated[list[TextBody], Field(max_length=40)] = []
    diagnostic_tree: TreeBody | None = None
    verification_steps: Annotated[list[StepBody], Field(max_length=60)] = []
    diagnostic_tools: Annotated[list[TextBody], Field(max_length=40)] = []
    diagnostic_duration_minutes: Minutes | None = None
    resolution_steps: Annotated[list[StepBody], Field(max_length=60)] = []
    resolution_summary: TextBody = TextBody()
    estimated_repair_time_minutes: Minutes | None = None
    skill_level_required: SkillLevel | None = None
    required_parts: Annotated[list[PartBody], Field(max_length=60)] = []
    estimated_parts_cost: Money | None = None
    estimated_labor_cost: Money | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"
    vehicle_models: Annotated[list[Key], Field(max_length=200)] = Field(
        [], description="ids of models and engine families that it holds for"
    )
    vehicle_makes: Annotated[list[Words], Field(max_length=60)] = Field(
        [], description="makes that it holds for as a whole, as words"
    )
    universal_failure: bool = Field(default=False, description="it holds for every vehicle")
    tags: Annotated[list[Words], Field(max_length=40)] = []
    source_type: CardSourceType | None = None
    source_ticket_id: Key | None = None
    first_detected_at: Annotated[str, Field(max_length=40)] | None = Field(
        None, description="ISO 8601", examples=["2026-05-31T08:30:00+02:00"]
    )
