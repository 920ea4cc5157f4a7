"""What an author writes on a failure card (EFI 3.1, 3.1.1); counts and histories are not in it."""

from dataclasses import dataclass, field
from typing import Any

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


@dataclass(frozen=True)
class Bilingual:
    """A text in French and English; a card may be written in one of them first."""

    fr: str | None = None
    en: str | None = None


@dataclass(frozen=True)
class Step:
    """One step of a check or a repair, with its minutes where they are known."""

    text: Bilingual
    minutes: int | None = None


@dataclass(frozen=True)
class RequiredPart:
    """A part that the repair takes.

    Attributes:
        part_id: id of a :Part.
        quantity: pieces, from 1.
        is_required: False where it is taken only sometimes.
    """

    part_id: str
    quantity: int = 1
    is_required: bool = True


@dataclass(frozen=True)
class SignatureConditions:
    """When the failure shows (EFI 3.1.1); every one may be unknown."""

    temperature_range: str | None = None
    humidity_range: HumidityRange | None = None
    load_condition: LoadCondition | None = None
    mileage_range: str | None = None
    vehicle_age_months: int | None = None
    occurrence_pattern: OccurrencePattern | None = None
    time_of_day_pattern: TimeOfDayPattern | None = None


@dataclass(frozen=True)
class CardContent:
    """The authored part of a card.

    Attributes:
        title: what fails, in few words.
        symptoms: ids of observables, the most telling first; they become INDICATES to the card with
            ``signature_rank``. Trouble codes are in ``error_codes``.
        error_codes: SAE and makers' own codes as read; those that the graph has are joined too.
        fault_id: the fault that the card resolves, where the graph has it.
        root_cause_ids: of the graph; ``root_cause`` says it in words.
        parts: what the repair takes.
        covers: ids of models and engine families; empty and not universal: not known.
        vehicle_makes: makes that it holds for as a whole, as words ("Ather").
        estimated_parts_cost: in ``currency``, as are the other costs.
        tree: ``root_node_id`` and ``nodes`` as ``graph.cards.tree`` reads them.
    """

    title: Bilingual
    subsystem_category: SubsystemCategory
    failure_mode: FailureMode | None = None
    description: Bilingual = field(default_factory=Bilingual)
    symptoms: tuple[str, ...] = ()
    symptom_codes: tuple[str, ...] = ()
    symptom_text: str | None = None
    error_codes: tuple[str, ...] = ()
    conditions: SignatureConditions = field(default_factory=SignatureConditions)
    failure_conditions: tuple[Bilingual, ...] = ()
    fault_id: str | None = None
    system_ids: tuple[str, ...] = ()
    root_cause: Bilingual = field(default_factory=Bilingual)
    root_cause_details: Bilingual = field(default_factory=Bilingual)
    root_cause_ids: tuple[str, ...] = ()
    secondary_causes: tuple[Bilingual, ...] = ()
    verification_steps: tuple[Step, ...] = ()
    diagnostic_tools: tuple[Bilingual, ...] = ()
    diagnostic_duration_minutes: int | None = None
    resolution_steps: tuple[Step, ...] = ()
    resolution_summary: Bilingual = field(default_factory=Bilingual)
    estimated_repair_time_minutes: int | None = None
    skill_level_required: SkillLevel | None = None
    parts: tuple[RequiredPart, ...] = ()
    estimated_parts_cost: float | None = None
    estimated_labor_cost: float | None = None
    currency: str = "EUR"
    covers: tuple[str, ...] = ()
    vehicle_makes: tuple[str, ...] = ()
    universal_failure: bool = False
    tags: tuple[str, ...] = ()
    source_type: CardSourceType | None = None
    source_ticket_id: str | None = None
    first_detected_at: str | None = None
    tree: dict[str, Any] | None = None
