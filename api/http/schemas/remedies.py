"""Shapes of what hangs on a fault: family, root causes, actions, check (KG v2.8.9 to v2.8.11)."""

from typing import Literal

from pydantic import BaseModel, Field

from api.http.schemas.reasoning import NamedNode
from graph.vocabulary import ActionDifficulty, ActionType, ActionUrgency, CauseType
from graph.vocabulary_records import DiyFeasibility, RepairUrgency, VerificationDifficulty


class FaultFamilyOutput(NamedNode):
    """The family of a fault: the source's FaultFamily, with ``id`` and ``label`` as everywhere."""

    family_id: str
    family_code: str
    family_label: str
    family_icon: str | None = Field(description="name of a picture; the client has the pictures")


class RootCauseNode(NamedNode):
    """A root cause: the source's RootCause, with ``id`` and ``label`` as everywhere."""

    root_cause_id: str
    root_cause_code: str
    root_cause_label: str
    description: str | None
    prevention_tips: list[str]
    cause_type: CauseType
    is_preventable: bool


class ContextBoostOutput(BaseModel):
    """A circumstance of this case that makes a root cause likelier, or less likely."""

    context: str = Field(description="the condition, as the graph states it")
    label: str = Field(description="the same in words")
    odds_multiplier: float


class RootCauseOutput(BaseModel):
    """Why the fault arises; probability 0 to 100 given the fault and how the vehicle is used."""

    cause: RootCauseNode
    probability: float
    usual_probability: float = Field(description="the same without any context, 0 to 100")
    explanation: str
    boosted_by: list[ContextBoostOutput]
    cause_type: CauseType
    relation_id: str | None = Field(description="of the CAUSES relationship")


class ActionStepOutput(BaseModel):
    """One step of an action."""

    order: int
    description: str
    tip: str | None
    warning: str | None
    image_url: str | None


class LaborCostRange(BaseModel):
    """Labour cost, parts apart."""

    min: float
    max: float
    currency: str


class MinutesRange(BaseModel):
    """Working time in minutes."""

    min: int
    max: int


class ActionOutput(NamedNode):
    """What resolves the fault: the source's StructuredAction and its place among the actions.

    ``probability_fixed`` is 0 to 100, that the fault is gone once the action is done.
    """

    action_id: str
    action_code: str
    action_label: str
    action_type: ActionType
    probability_fixed: float
    duree_estimee: str
    duree_minutes: int
    duration_minutes: int
    difficulty: ActionDifficulty
    urgency: ActionUrgency
    prerequisites: list[str]
    tools_required: list[str]
    steps: list[ActionStepOutput]
    warnings: list[str]
    labor_cost_range: LaborCostRange
    execution_order: int
    is_mandatory: bool
    condition: str | None = Field(description="when an action that is not mandatory is done")
    relation_id: str | None = Field(description="of the RESOLVES relationship")


class VerificationOutput(BaseModel):
    """How to make sure, as the fault's template says; ``urgency`` of an answer may be stricter."""

    quick_test: str
    visual_check: str | None
    tool_required: str | None
    estimated_time: str
    difficulty: VerificationDifficulty
    default_urgency: RepairUrgency
    diy_feasibility: DiyFeasibility
    can_drive: bool
    max_km: int | None


class FaultDetails(BaseModel):
    """What every answer about one fault of the graph starts with."""

    request_id: str
    graph_version: str
    locale: Literal["fr", "en"]
    fault: NamedNode
    description: str
    safety_level: Literal["critical", "urgent", "warning", "normal"]
    safety_reason: str | None
    fault_family: FaultFamilyOutput | None
    reviewed: bool


class FaultRootCausesResponse(FaultDetails):
    """Root causes of a fault; probabilities 0 to 100, given the fault and the context."""

    root_causes: list[RootCauseOutput]
    prevention_advice: list[str]


class FaultActionsResponse(FaultDetails):
    """Actions that resolve a fault, in their order, and what they take together."""

    actions: list[ActionOutput]
    total_estimated_time: str | None
    total_minutes: MinutesRange | None
    total_labor_cost_range: LaborCostRange | None
    diy_feasible: bool


class FaultPart(NamedNode):
    """A part that the repair of a fault may need; probability 0 to 100 given the fault."""

    probability: float
    quantity: int
    priority: int
    is_required: bool


class FaultSheet(FaultRootCausesResponse, FaultActionsResponse):
    """Everything that the graph knows of a fault, as the command line shows it."""

    parts: list[FaultPart]
    verification: VerificationOutput | None
    driving: str
