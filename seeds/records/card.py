"""Failure cards that ship with the product (EFI 3.1); they load as approved, not reviewed."""

from typing import Annotated

from pydantic import Field

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
from seeds.records.repair import Euro, Minutes
from seeds.records.shared_fields import Bilingual, Id, Record, Sourced, Text

NodeId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_\-]{1,40}$")]


class CardStep(Record):
    """One step of a check or a repair."""

    text: Bilingual
    minutes: Minutes | None = None


class CardPart(Record):
    """A part that the repair takes."""

    id: Id
    quantity: Annotated[int, Field(ge=1, le=99)] = 1
    is_required: bool = True


class CardConditions(Record):
    """When the failure shows (EFI 3.1.1)."""

    temperature_range: Text | None = None
    humidity_range: HumidityRange | None = None
    load_condition: LoadCondition | None = None
    mileage_range: Text | None = None
    vehicle_age_months: Annotated[int, Field(ge=0, le=1200)] | None = None
    occurrence_pattern: OccurrencePattern | None = None
    time_of_day_pattern: TimeOfDayPattern | None = None


class TreeNodeRecord(Record):
    """One node of a card's tree: it asks, or it concludes (EFI 3.1.2)."""

    node_id: NodeId
    question: Bilingual | None = None
    check_action: Bilingual | None = None
    expected_outcome: Bilingual | None = None
    tools_required: tuple[Bilingual, ...] = ()
    safety_warnings: tuple[Bilingual, ...] = ()
    duration_minutes: Minutes | None = None
    if_yes: NodeId | None = None
    if_no: NodeId | None = None
    leads_to_root_cause: Id | None = Field(default=None, description="a root cause or a fault")
    rules_out: bool = Field(default=False, description="it concludes: another failure")


class TreeRecord(Record):
    """The tree of a card; it starts at the first node unless the root is named."""

    root_node_id: NodeId | None = None
    nodes: tuple[TreeNodeRecord, ...] = Field(min_length=1)


class CardRecord(Sourced):
    """A failure card in both languages.

    Attributes:
        symptoms: observables, the most telling first; trouble codes are in ``error_codes``.
        covers: models and engine families; empty and not universal: not known.
    """

    id: Id
    title: Bilingual
    description: Bilingual
    subsystem_category: SubsystemCategory
    failure_mode: FailureMode
    fault: Id
    systems: tuple[Id, ...] = ()
    symptoms: tuple[Id, ...] = Field(min_length=1)
    symptom_codes: tuple[Text, ...] = ()
    symptom_text: Text | None = None
    error_codes: tuple[Annotated[str, Field(pattern=r"^[A-Z0-9\-]{2,12}$")], ...] = ()
    conditions: CardConditions = CardConditions()
    failure_conditions: tuple[Bilingual, ...] = ()
    root_cause: Bilingual
    root_cause_details: Bilingual | None = None
    root_causes: tuple[Id, ...] = ()
    secondary_causes: tuple[Bilingual, ...] = ()
    verification_steps: tuple[CardStep, ...] = ()
    diagnostic_tools: tuple[Bilingual, ...] = ()
    diagnostic_duration_minutes: Minutes | None = None
    resolution_steps: tuple[CardStep, ...] = Field(min_length=1)
    resolution_summary: Bilingual | None = None
    estimated_repair_time_minutes: Minutes | None = None
    skill_level_required: SkillLevel | None = None
    parts: tuple[CardPart, ...] = ()
    estimated_parts_cost: Euro | None = None
    estimated_labor_cost: Euro | None = None
    covers: tuple[Id, ...] = ()
    vehicle_makes: tuple[Text, ...] = ()
    universal_failure: bool = False
    tags: tuple[Text, ...] = ()
    source_type: CardSourceType = CardSourceType.INTERNAL_ANALYSIS
    tree: TreeRecord | None = None
