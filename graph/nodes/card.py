"""Failure cards and their diagnostic trees (EFI 3.1)."""

from graph.nodes.fields import Flag, Items, Moment, Number, Probability, Text, Whole
from graph.nodes.knowledge import Knowledge
from graph.vocabulary_records import (
    CardAction,
    CardSourceType,
    CardStatus,
    ConfidenceLevel,
    FailureMode,
    HumidityRange,
    LoadCondition,
    OccurrencePattern,
    SkillLevel,
    SubsystemCategory,
    TimeOfDayPattern,
)


class FailureCard(Knowledge):
    """Reusable repair knowledge; parts, symptoms, vehicles and causes are relationships."""

    ALIGNED = (
        ("resolution_steps_fr", "resolution_steps_en", "resolution_step_minutes"),
        ("verification_steps_fr", "verification_steps_en", "verification_step_minutes"),
        ("failure_conditions_fr", "failure_conditions_en"),
        ("secondary_causes_fr", "secondary_causes_en"),
        ("diagnostic_tools_fr", "diagnostic_tools_en"),
        (
            "confidence_at",
            "confidence_before",
            "confidence_after",
            "confidence_reasons",
            "confidence_ticket_ids",
        ),
        (
            "history_at",
            "history_versions",
            "history_statuses",
            "history_actions",
            "history_by",
            "history_notes",
        ),
    )
    # Classification. A card may be written in one language first; `validate` finds the gap.
    status = Text(choices=CardStatus, default=CardStatus.DRAFT.value)
    title_fr = Text()
    title_en = Text()
    description_fr = Text()
    description_en = Text()
    subsystem_category = Text(choices=SubsystemCategory, required=True)
    failure_mode = Text(choices=FailureMode)
    # Signature (3.1.1): the first symptoms in their order; the hash ignores the order.
    signature_id = Text()
    signature_hash = Text()
    primary_symptoms = Items(Text())
    temperature_range = Text()
    humidity_range = Text(choices=HumidityRange)
    load_condition = Text(choices=LoadCondition)
    mileage_range = Text()
    vehicle_age_months = Whole(minimum=0)
    occurrence_pattern = Text(choices=OccurrencePattern)
    time_of_day_pattern = Text(choices=TimeOfDayPattern)
    symptom_codes = Items(Text())
    symptom_text = Text()
    error_codes = Items(Text())
    failure_conditions_fr = Items(Text())
    failure_conditions_en = Items(Text())
    # Causes and diagnosis.
    root_cause_fr = Text()
    root_cause_en = Text()
    root_cause_details_fr = Text()
    root_cause_details_en = Text()
    secondary_causes_fr = Items(Text())
    secondary_causes_en = Items(Text())
    tree_id = Text()
    total_paths = Whole(minimum=0)
    avg_path_length = Number(minimum=0.0)
    verification_steps_fr = Items(Text())
    verification_steps_en = Items(Text())
    verification_step_minutes = Items(Whole(minimum=0))
    diagnostic_tools_fr = Items(Text())
    diagnostic_tools_en = Items(Text())
    diagnostic_duration_minutes = Whole(minimum=0)
    # Resolution and costs.
    resolution_steps_fr = Items(Text())
    resolution_steps_en = Items(Text())
    resolution_step_minutes = Items(Whole(minimum=0))
    resolution_summary_fr = Text()
    resolution_summary_en = Text()
    estimated_repair_time_minutes = Whole(minimum=0)
    skill_level_required = Text(choices=SkillLevel)
    estimated_parts_cost = Number(minimum=0.0)
    estimated_labor_cost = Number(minimum=0.0)
    estimated_total_cost = Number(minimum=0.0)
    currency = Text(default="EUR")
    vehicle_makes = Items(Text())  # that it holds for as a whole
    universal_failure = Flag(default=False)
    # Displayed history; it never ranks (section 9).
    confidence_score = Probability(default=0.5)
    confidence_level = Text(choices=ConfidenceLevel, default=ConfidenceLevel.MEDIUM.value)
    usage_count = Whole(minimum=0, default=0)
    success_count = Whole(minimum=0, default=0)
    failure_count = Whole(minimum=0, default=0)
    effectiveness_score = Probability(default=0.5)
    confidence_at = Items(Moment())
    confidence_before = Items(Probability())
    confidence_after = Items(Probability())
    confidence_reasons = Items(Text())
    confidence_ticket_ids = Items(Text())
    history_at = Items(Moment())
    history_versions = Items(Whole(minimum=1))
    history_statuses = Items(Text(choices=CardStatus))
    history_actions = Items(Text(choices=CardAction))
    history_by = Items(Text())
    history_notes = Items(Text())
    # Search.
    embedding = Items(Number())
    keywords = Items(Text())
    tags = Items(Text())
    auto_tags = Items(Text())  # of its keywords, beside those of the author
    # Provenance and network.
    source_type = Text(choices=CardSourceType)
    source_ticket_id = Text()
    source_garage_id = Text()
    approved_by = Text()
    approved_at = Moment()
    first_detected_at = Moment()
    last_used_at = Moment()
    synced_to_network = Flag(default=False)
    last_sync_at = Moment()


class DiagnosticNode(Knowledge):
    """One question of a card's tree (EFI 3.1.2); IF_YES, IF_NO and CONFIRMS lead on."""

    step_number = Whole(minimum=1, required=True)
    question_fr = Text()
    question_en = Text()
    check_action_fr = Text()
    check_action_en = Text()
    expected_outcome_fr = Text()
    expected_outcome_en = Text()
    tools_fr = Items(Text())
    tools_en = Items(Text())
    safety_warnings_fr = Items(Text())
    safety_warnings_en = Items(Text())
    duration_minutes = Whole(minimum=0)
    rules_out = Flag(default=False)  # concludes that it is not the card's failure
