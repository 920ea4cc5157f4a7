"""Faults, with everything that hangs on them: evidence, causes, parts, actions, vehicles."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from graph.contexts import parse_context
from graph.errors import InvalidInputError
from graph.vocabulary import CauseType, SafetyLevel, Severity
from seeds.records.qualifier import Qualifiers
from seeds.records.shared_fields import (
    Applicable,
    Bilingual,
    BilingualList,
    Code,
    Frequency,
    Id,
    Labelled,
    PriorRate,
    Record,
    Share,
    Sourced,
)

Year = Annotated[int, Field(ge=1950, le=2100)]
Km = Annotated[int, Field(ge=0, le=2_000_000)]


class Indication(Sourced):
    """An observable that this fault makes likely.

    ``weight`` is P(observable present | fault) as it would be counted on cars with the fault;
    ``qualifiers`` hold P(value | observable present, this fault), by taxonomy.
    """

    observable: Id
    weight: Frequency
    qualifiers: Qualifiers = Field(default_factory=dict)
    reason: Bilingual | None = None


def known_context(written: str) -> str:
    """Return a condition as it is written; a ValueError when it is not of the language."""
    try:
        parse_context(written)
    except InvalidInputError as error:
        raise ValueError(error.message) from error
    return written


class ContextBoost(Record):
    """A context in which a root cause has a larger share (KG v2.8.10).

    ``when`` is a condition of ``graph.contexts``; ``boost`` lifts a share of .2 by that much.
    """

    when: Annotated[str, AfterValidator(known_context)]
    boost: Annotated[float, Field(ge=-0.19, le=0.75)]


class CauseLink(Sourced):
    """A root cause of this fault.

    ``share`` is P(root cause | fault); ``weight`` P(fault | root cause) where known.
    """

    id: Id
    share: Share = 0.5
    weight: Frequency | None = None
    context_boost: tuple[ContextBoost, ...] = ()


class PartLink(Sourced):
    """A part that the repair needs; ``weight`` is P(part needed | fault)."""

    id: Id
    weight: Frequency
    quantity: Annotated[int, Field(ge=1, le=99)] = 1
    priority: Annotated[int, Field(ge=1, le=9)] = 1
    is_required: bool = True


class ActionLink(Sourced):
    """An action that resolves this fault; ``weight`` is P(fixed | done)."""

    id: Id
    weight: Frequency
    order: Annotated[int, Field(ge=1, le=50)] = 1
    mandatory: bool = True
    condition: Bilingual | None = None


class EffectLink(Sourced):
    """Another fault that this one brings about; ``weight`` is P(effect | this fault)."""

    fault: Id
    weight: Frequency


class RecurringFault(Sourced):
    """A vehicle model or engine family on which this fault is known to recur (G7).

    ``probability_boost`` lifts a fault of probability .2 by that much (requirements section 9).
    """

    target: Id
    probability_boost: Annotated[float, Field(ge=-0.19, le=0.75)] = 0.20
    km_from: Km | None = None
    km_to: Km | None = None
    year_from: Year | None = None
    year_to: Year | None = None
    frequency_rate: Share | None = None
    severity: Severity = Severity.MEDIUM


class Verification(Record):
    """How to confirm the fault, and what the driver may do until then (KG v2.8.9)."""

    quick_test: Bilingual
    visual_check: Bilingual | None = None
    tool_required: Bilingual | None = None
    estimated_time_minutes: Annotated[int, Field(ge=1, le=600)] = 5
    difficulty: Literal["facile", "moyen", "expert"] = "moyen"
    urgency: Literal["immediate", "soon", "planned", "optional"] = "planned"
    can_drive: bool = True
    max_km: Km | None = None
    diy_feasibility: Literal["facile", "moyen", "garage"] = "garage"


class FaultRecord(Applicable):
    """A fault that a vehicle can have.

    Attributes:
        prior_rate: share among workshop visits of the vehicles it applies to, in scope of all
            listed and unlisted causes.
        safety_reason: why the level is above normal; required then.
    """

    description: Bilingual
    family: Id
    system: Id
    prior_rate: PriorRate
    safety_level: SafetyLevel = SafetyLevel.NORMAL
    safety_reason: Bilingual | None = None
    indicated_by: tuple[Indication, ...] = Field(min_length=4)
    root_causes: tuple[CauseLink, ...] = Field(min_length=1)
    parts: tuple[PartLink, ...] = ()
    actions: tuple[ActionLink, ...] = Field(min_length=1)
    causes: tuple[EffectLink, ...] = ()
    related_to: tuple[Id, ...] = ()
    recurring: tuple[RecurringFault, ...] = ()
    verification: Verification | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.safety_level is not SafetyLevel.NORMAL and self.safety_reason is None:
            raise ValueError("safety_reason is required when safety_level is not normal")
        is_critical = self.safety_level is SafetyLevel.CRITICAL
        if is_critical and self.verification and self.verification.can_drive:
            raise ValueError("verification.can_drive must be false when safety_level is critical")
        for name, ids in (
            ("indicated_by", [link.observable for link in self.indicated_by]),
            ("root_causes", [link.id for link in self.root_causes]),
            ("parts", [link.id for link in self.parts]),
            ("actions", [link.id for link in self.actions]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"{name} names something twice")
        return self


class FaultFamilyRecord(Labelled):
    """A family of faults (KG v2.8.10)."""

    code: Code
    icon: str | None = None
    display_order: int = 0


class RootCauseRecord(Labelled):
    """Why a fault arises (KG v2.8.10)."""

    code: Code
    description: Bilingual | None = None
    cause_type: CauseType
    is_preventable: bool = True
    prevention_tips: BilingualList = BilingualList()
