"""Shapes of what an answer adds to the ranking: questions, plan, safety, what would change it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.safety import Sale
from graph.vocabulary import EvidenceState
from graph.vocabulary_answers import DisplayKind, SafetyAction


class NamedNode(BaseModel):
    """A node of the graph with its label in the answer's language."""

    id: str
    label: str


class FaultSetOutput(BaseModel):
    """The smallest set of faults that holds the level's probability."""

    level: float = Field(description="in per cent")
    kind: Literal["credible", "conformal"]
    faults: list[str]
    unlisted: bool = Field(description="a cause that is not in the graph belongs to the set")
    unread: bool = Field(description="less likely faults of the graph, together, belong to it too")


class SeveralFaultsOutput(BaseModel):
    """Faults that together explain the findings; probability among all sets, 0 to 100."""

    faults: list[str]
    labels: list[str]
    unlisted: bool
    probability: float


class ConsequenceOutput(BaseModel):
    """A finding that a fault explains although it is not that fault's own sign."""

    code: str
    observable: NamedNode
    explained_by: str
    through: str | None = Field(description="the fault in between, brought about by the first")
    advice: str


class RootAndConsequenceOutput(BaseModel):
    """Which findings point at the root fault, and which only follow from it."""

    roots: list[str]
    consequences: list[ConsequenceOutput]


class SafetyActionOutput(BaseModel):
    """Something to do, as a stable key and in words."""

    key: SafetyAction
    label: str


class SafetyOutput(BaseModel):
    """The safety gate: what to show, what may be sold, what to do (KG v2.8.3)."""

    level: Literal["critical", "urgent", "warning", "normal"]
    display: str = Field(description="what the screen says")
    display_kind: DisplayKind = Field(description="how the screen shows it")
    sale: Sale = Field(description="of parts in general; each part has its own")
    actions: list[str] = Field(description="what to do, in words")
    action_items: list[SafetyActionOutput] = Field(description="the same with stable keys")
    probability: float = Field(description="of faults of this level or worse, 0 to 100")
    because: list[str] = Field(description="the faults behind the level, the likeliest first")
    because_labels: list[str]
    can_drive: bool = Field(description="no as soon as one fault behind the level forbids it")
    max_km: int | None = Field(description="how far at most; null when no limit is known")
    limited_by: str | None = Field(description="the fault that limits driving most")
    driving: str = Field(description="whether to drive on, and how far, in words")


class CostOutput(BaseModel):
    """What asking takes."""

    minutes: float
    eur: float
    skill: Literal["counter", "driveway", "bay"]
    tools: list[str]


class OutlookOutput(BaseModel):
    """What one answer would do; probabilities 0 to 100."""

    answer: str
    probability: float
    then_first: str | None
    then_probability: float


class QuestionOutput(BaseModel):
    """A question worth asking next."""

    observable: NamedNode
    taxonomy: str | None = Field(description="asked is in which circumstances, not whether")
    question: str
    answers: list[str] = Field(description="yes, no and unknown, or the values of the taxonomy")
    information_gain_bits: float
    test_gain_bits: float = Field(description="of all that the same test shows")
    worth_eur: float | None = Field(description="saved of the expected cost of repair, net")
    cost: CostOutput
    test: NamedNode | None
    also_reveals: list[NamedNode]
    outlooks: list[OutlookOutput]
    why: str


class ConditionOutput(BaseModel):
    """A finding as it would have to be."""

    observable: str
    label: str
    state: EvidenceState


class ChangeOutput(BaseModel):
    """Findings that, if they were otherwise, would put another fault first."""

    model_config = ConfigDict(populate_by_name=True)

    condition: ConditionOutput = Field(alias="if")
    also: list[ConditionOutput] = Field(alias="and")
    then_first: str
    then_label: str
    probability: float
    paths: list[list[str]] = Field(
        description="in the graph, from each finding to the fault that is first now or would be"
    )


class PlanStepOutput(BaseModel):
    """One step of the repair plan; probabilities 0 to 100."""

    action: NamedNode
    fixes: float = Field(description="ends the trouble, given that this step is reached")
    fixed_after: float = Field(description="all is well after this step")
    cost_eur: float
    minutes: float
    check_first: NamedNode | None = Field(description="an observation that should come before")
    repair_if: EvidenceState | None = Field(description="of the observation, for this repair")
    with_test: NamedNode | None
    only_if_skipped: bool = Field(
        description="an earlier step has this repair behind a check: for those who skipped it"
    )


class StepNowOutput(BaseModel):
    """The one thing to do now, decided anew after every answer."""

    kind: Literal["repair", "check", "specialist"]
    action: NamedNode | None
    check: NamedNode | None
    with_test: NamedNode | None
    expected_cost_eur: float = Field(description="from now on, this step included")


class BasketPartOutput(NamedNode):
    """A part of the basket, and whether it may be sold."""

    sale: Sale


class PartAdviceOutput(BaseModel):
    """Whether to buy a part now."""

    part: NamedNode
    fixes: float = Field(description="this part is what the repair needs, 0 to 100")
    price_eur: float
    return_cost_eur: float = Field(description="expected cost of having bought it in vain")
    hold: bool = Field(description="a cheaper test should come first")
    sale: Sale = Field(description="from the safety gate")
    buy_now: bool = Field(description="buying now loses less than coming back for it")
    check_first: NamedNode | None
    with_test: NamedNode | None


class RepairPlanOutput(BaseModel):
    """What to do, in the order of expected cost, and what to buy."""

    now: StepNowOutput
    steps: list[PlanStepOutput]
    expected_cost_eur: float
    parts: list[PartAdviceOutput]
    basket: list[BasketPartOutput] = Field(description="fewest parts that cover 90 % of the faults")
    basket_covers: float
