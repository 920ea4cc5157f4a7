"""Shapes of ``/api/efi/technician-actions`` (EFI 3.3)."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from api.http.schemas.records import (
    Answer,
    Id,
    Ids,
    Input,
    Key,
    Label80,
    LongText,
    Minutes,
    Moment,
    Output,
    Rating,
    ShortText,
    Texts,
    Version,
)
from graph.vocabulary import EvidenceState, Locale
from graph.vocabulary_records import PartUsageStatus, ResolutionOutcome

Finite = Annotated[float, Field(allow_inf_nan=False)]
Url = Annotated[str, Field(min_length=8, max_length=2000)]


class MeasurementBody(Input):
    """A value that was read."""

    name: Label80
    value: Annotated[str, Field(min_length=1, max_length=200)] | Finite
    unit: Annotated[str, Field(min_length=1, max_length=20)] | None = None


class AttemptedDiagnosticBody(Input):
    """A check that was made. Joined to what it was about, it is something to learn from."""

    step_id: Id | None = Field(None, description="node of a card's tree, or the caller's own step")
    hypothesis: LongText = Field(description="what was thought to be wrong")
    check_performed: LongText | None = None
    result: LongText | None = None
    confirmed: bool | None = Field(None, description="whether it confirmed the hypothesis")
    tools_used: Texts = Field(default_factory=list)
    measurements: list[MeasurementBody] = Field(default_factory=list, max_length=50)
    timestamp: Moment | None = Field(None, description="now unless given")
    fault_id: Id | None = Field(None, description="fault of the graph that it was about")
    observable_id: Id | None = Field(None, description="what was found, or found missing")
    observable_state: EvidenceState | None = Field(None, description="present unless given")


class RejectedHypothesisBody(Input):
    """A possibility that was ruled out."""

    hypothesis: LongText
    reason_rejected: LongText | None = None
    evidence: LongText | None = None
    ruled_out_at: Moment | None = Field(None, description="now unless given")
    fault_id: Id | None = Field(None, description="fault of the graph that was ruled out")
    observable_id: Id | None = Field(None, description="what ruled it out")
    observable_state: EvidenceState | None = Field(None, description="present unless given")


class ActionFields(Input):
    """What may be told of an action until it is completed."""

    technician_id: Id | None = Field(None, description="who asks, unless given")
    technician_name: ShortText | None = None
    diagnostic_steps_performed: Texts | None = None
    attempted_diagnostics: list[AttemptedDiagnosticBody] = Field(
        default_factory=list, max_length=50
    )
    rejected_hypotheses: list[RejectedHypothesisBody] = Field(default_factory=list, max_length=50)
    observations: Texts | None = None
    measurements: list[MeasurementBody] = Field(default_factory=list, max_length=100)
    photos: Annotated[list[Url], Field(max_length=50)] | None = Field(
        None, description="addresses; nothing is fetched from them"
    )
    diagnostic_time_minutes: Minutes | None = None
    failure_cards_suggested: Ids | None = None
    failure_cards_viewed: Ids | None = None
    failure_card_used: Id | None = None
    failure_card_helpful: bool | None = None
    failure_card_accuracy_rating: Rating | None = None
    failure_card_modifications: Texts | None = None
    resolution_steps_followed: Texts | None = None
    part_usage_ids: list[Id] = Field(
        default_factory=list, max_length=100, description="parts of the ticket that it consumed"
    )
    tools_used: Texts | None = None
    resolution_time_minutes: Minutes | None = None
    resolution_outcome: ResolutionOutcome | None = Field(
        None, description="needed to complete an action that used a card"
    )
    issue_resolved: bool | None = None
    new_issue_found: bool | None = None
    escalation_reason: LongText | None = None
    new_failure_discovered: bool | None = Field(
        None, description="something that no card tells of: a draft is made of it"
    )
    new_failure_description: LongText | None = None
    new_failure_root_cause: LongText | None = None
    new_failure_resolution: LongText | None = None
    suggest_new_card: bool | None = None
    technician_notes: LongText | None = None
    difficulty_rating: Rating | None = None
    documentation_quality_rating: Rating | None = None
    completed_at: Moment | None = Field(None, description="null while the work goes on")
    locale: Locale | None = None


class ActionInput(ActionFields):
    """An action to record, whole or just begun. The same key gives the same action."""

    ticket_id: Id
    started_at: Moment | None = Field(None, description="now unless given")
    key: Key | None = Field(None, description="of the caller: sent again, it makes nothing new")


class ActionChange(ActionFields):
    """What is new of an action that was started; lists replace those before, checks are added."""

    version: Version | None = Field(None, description="that you saw; when it is another: 409")


class MeasurementOutput(Output):
    """A value that was read."""

    name: str
    value: str
    unit: str | None


class AttemptedDiagnosticOutput(Output):
    """A check that was made."""

    id: str
    step_id: str | None
    hypothesis: str
    check_performed: str | None
    result: str | None
    confirmed: bool | None
    tools_used: list[str]
    measurements: list[MeasurementOutput]
    timestamp: datetime | None
    fault_id: str | None
    observable_id: str | None
    observable_state: EvidenceState | None


class RejectedHypothesisOutput(Output):
    """A possibility that was ruled out."""

    id: str
    hypothesis: str
    reason_rejected: str | None
    evidence: str | None
    ruled_out_at: datetime | None
    fault_id: str | None
    observable_id: str | None
    observable_state: EvidenceState | None


class ConsumedPart(Output):
    """A part that an action consumed."""

    usage_id: str
    part_id: str | None
    part_name: str
    status: PartUsageStatus
    quantity_used: int
    quantity_damaged: int


class ActionSummary(Output):
    """One action of a list."""

    action_id: str
    ticket_id: str
    garage_id: str
    version: int
    technician_id: str | None
    technician_name: str | None
    failure_card_used: str | None
    resolution_outcome: ResolutionOutcome | None
    issue_resolved: bool | None
    new_failure_discovered: bool
    started_at: datetime
    completed_at: datetime | None


class ActionOutput(ActionSummary):
    """A whole action."""

    diagnostic_steps_performed: list[str]
    attempted_diagnostics: list[AttemptedDiagnosticOutput]
    rejected_hypotheses: list[RejectedHypothesisOutput]
    observations: list[str]
    measurements: list[MeasurementOutput]
    photos: list[str]
    diagnostic_time_minutes: int | None
    failure_cards_suggested: list[str]
    failure_cards_viewed: list[str]
    failure_card_helpful: bool | None
    failure_card_accuracy_rating: int | None
    failure_card_modifications: list[str]
    resolution_steps_followed: list[str]
    parts_used: list[ConsumedPart]
    tools_used: list[str]
    resolution_time_minutes: int | None
    new_issue_found: bool
    escalation_reason: str | None
    new_failure_description: str | None
    new_failure_root_cause: str | None
    new_failure_resolution: str | None
    suggest_new_card: bool
    technician_notes: str | None
    difficulty_rating: int | None
    documentation_quality_rating: int | None


class ActionResponse(Answer):
    """One action."""

    created: bool = Field(description="true when this request made it")
    action: ActionOutput


class ActionsResponse(Answer):
    """One page of actions; follow ``next_cursor`` until it is null."""

    actions: list[ActionSummary]
    next_cursor: str | None
