"""Parts, tools, tests and structured actions."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from graph.vocabulary import ActionDifficulty, ActionType, ActionUrgency, TestSkill
from graph.vocabulary_answers import Hazard
from seeds.records.shared_fields import (
    Bilingual,
    BilingualList,
    Code,
    Frequency,
    Id,
    Labelled,
    Record,
    Sourced,
)

#: Address of a picture; only the encrypted web, so that a page may show it as it is.
ImageUrl = Annotated[str, Field(pattern=r"^https://[^\s\"'<>]{3,400}$")]
Minutes = Annotated[int, Field(ge=1, le=3000)]
Euro = Annotated[float, Field(ge=0, le=50_000)]


class SystemRecord(Labelled):
    """A system of the vehicle; systems form a tree."""

    parent: Id | None = None
    hazard: Hazard | None = None


class SubstituteLink(Sourced):
    """A part that can stand in; ``weight`` is P(it does the job | the vehicle takes the first)."""

    id: Id
    weight: Frequency
    reason: Bilingual | None = None


class PartRecord(Labelled):
    """A spare part (KG v2.8.6)."""

    system: Id
    price_min_eur: Euro | None = None
    price_max_eur: Euro | None = None
    gamme_id: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="product group of the source's catalogue"
    )
    fits: tuple[Id, ...] = Field(default=(), description="models or engines; empty: all")
    substitutes: tuple[SubstituteLink, ...] = Field(
        default=(), description="parts that can replace it where they fit"
    )


class ToolRecord(Labelled):
    """A workshop tool."""


class RevealLink(Sourced):
    """An observable that a test shows to be present or absent."""

    observable: Id


class TestRecord(Labelled):
    """A check that answers the question whether some observables are present."""

    __test__ = False  # not a pytest class

    description: Bilingual | None = None
    reveals: tuple[RevealLink, ...] = Field(min_length=1)
    minutes: Minutes
    cost_eur: Euro = 0.0
    skill: TestSkill
    tools: tuple[Id, ...] = ()


class Step(Record):
    """One step of an action."""

    description: Bilingual
    tip: Bilingual | None = None
    warning: Bilingual | None = None
    image_url: ImageUrl | None = None


class ActionPart(Sourced):
    """A part that an action uses; ``weight`` is P(part used | action done), none: always."""

    id: Id
    weight: Frequency | None = None
    quantity: Annotated[int, Field(ge=1, le=99)] = 1
    condition: Bilingual | None = None


class ActionRecord(Labelled):
    """A reusable action (KG v2.8.11)."""

    code: Code
    action_type: ActionType
    duration_minutes: Minutes
    difficulty: ActionDifficulty = ActionDifficulty.PROFESSIONNEL
    urgency: ActionUrgency = ActionUrgency.NORMALE
    prerequisites: BilingualList = BilingualList()
    steps: tuple[Step, ...] = Field(min_length=1)
    warnings: BilingualList = BilingualList()
    tools: tuple[Id, ...] = ()
    parts: tuple[ActionPart, ...] = ()
    labor_cost_min_eur: Euro
    labor_cost_max_eur: Euro

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.labor_cost_max_eur < self.labor_cost_min_eur:
            raise ValueError("labor_cost_max_eur must not be below labor_cost_min_eur")
        for name, texts in (("prerequisites", self.prerequisites), ("warnings", self.warnings)):
            if len(texts.fr) != len(texts.en):
                raise ValueError(f"{name} needs as many entries in French as in English")
        return self
