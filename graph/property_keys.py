"""Property keys of nodes and relationships: the part of the vocabulary that is a plain list."""

#: Property keys that nodes and relationships may have, in alphabetical order.
PROPERTY_KEYS: frozenset[str] = frozenset(
    """
    action action_code action_id action_type actual_cost aggregate_id aggregate_type
    ai_match_error ai_match_performed ai_match_timestamp aliases allocated_at alpha amount_alpha
    amount_beta applicability_class approved_at approved_by assigned_at assigned_technician_id
    assigned_technician_name attempts attribution authored_alpha authored_beta auto_tags
    avg_path_length beta bidirectional calibration_cases calibration_temperature
    can_drive_default caption case_id category cause_type change changed_fields check_action_en
    check_action_fr check_performed claimed_at claimed_by closed_at code code_kind completed_at
    condition condition_en condition_fr confidence confidence_after confidence_at
    confidence_before confidence_level confidence_reasons confidence_score confidence_ticket_ids
    confirmation_rate confirmed confirmed_at confirmed_count conformal_cases conformal_score
    contact_key content_hash context_boost contexts cost_eur created_at created_by
    creation_method currency curve_km curve_labels_en curve_labels_fr curve_risk
    customer_contact customer_id customer_name customer_satisfaction customer_type data
    default_urgency description description_en description_fr diagnostic_duration_minutes
    diagnostic_steps_performed diagnostic_time_minutes diagnostic_tools_en diagnostic_tools_fr
    difficulty difficulty_rating dimension displacement_l display_order diy_feasibility
    documentation_quality_rating dtc_status duration_minutes effectiveness_score embedding
    engine engine_code engine_id engine_pattern engine_type entity_id entity_kind error_codes
    error_codes_reported escalation_reason estimated_cost estimated_labor_cost
    estimated_parts_cost estimated_repair_time_minutes estimated_time estimated_total_cost
    event_type evidence evidence_count execution_order expected_outcome_en expected_outcome_fr
    failure_card_accuracy_rating failure_card_helpful failure_card_id failure_card_modifications
    failure_card_used failure_cards_suggested failure_cards_viewed failure_conditions_en
    failure_conditions_fr failure_count failure_mode family_code family_icon fault_count
    fault_id firmware first_detected_at frequency_rate from_version fuel gamme_id garage_id
    graph_version hazard history_at history_by history_notes history_statuses history_versions
    humidity_range hypothesis id idempotency_key index_name is_active is_mandatory
    is_preventable is_required is_substitute issue_resolved keywords kind km_from km_to label_en
    label_fr labor_cost labor_cost_max_eur labor_cost_min_eur labor_hours last_error
    last_observed last_sync_at last_used_at leak learned_rate licence load_condition locale make
    make_id markets mass max_km_default measurement_names measurement_units measurement_values
    mileage_km mileage_km_from mileage_km_to mileage_range minutes model model_id model_ids
    model_pattern name new_data new_failure_description new_failure_discovered
    new_failure_resolution new_failure_root_cause new_issue_found next_attempt_at notes
    observable_signature observable_type observations occurred_at occurrence_count
    occurrence_pattern odds_multiplier old_data outcome outcome_count outcome_unit part_category
    part_id part_name part_number parts_cost password_hash photos plate plate_key position
    powertrain powertrains predicted_confidence predicted_fault_id predicted_probability
    prerequisites_en prerequisites_fr prevention_tips_en prevention_tips_fr previous_version_id
    price_max_eur price_min_eur primary_symptoms prior_alpha prior_n prior_rate prior_source
    prior_strength priority probability probability_boost processed_at qualifier qualifier_rate
    qualifiers quantity quantity_allocated quantity_damaged quantity_returned quantity_used
    question_en question_fr quick_test_en quick_test_fr rank ratio reason_en reason_fr
    reason_rejected relation_id reliability reported_texts resolution resolution_outcome
    resolution_step_minutes resolution_steps_en resolution_steps_followed resolution_steps_fr
    resolution_successful resolution_summary_en resolution_summary_fr resolution_time_minutes
    resolution_type resolved_at result retrieved returned_at reviewed_at reviewed_by
    revisit_required role root_cause_code root_cause_details_en root_cause_details_fr
    root_cause_en root_cause_fr ruled_out_at safety_level safety_reason_en safety_reason_fr
    safety_warnings_en safety_warnings_fr sample_size scan_systems scope scope_alpha scope_beta
    scope_ids score secondary_causes_en secondary_causes_fr selected_failure_card
    seo_description seo_title severity share signature_hash signature_id signature_rank skill
    skill_level_required source_garage_id source_kind source_ref source_ticket_id source_title
    source_type sources started_at state status status_by status_history status_history_at
    status_history_by step_image_urls step_number step_tips_en step_tips_fr step_warnings_en
    step_warnings_fr steps_en steps_fr substitute_for subsystem_category success_count
    suggest_new_card suggested_failure_cards symptom_codes symptom_text synced_to_network tags
    taught_relations taught_suggestions taught_version tax_cote tax_freq tax_intensity
    tax_localisation tax_phase tax_risk tax_temp technician_id technician_name technician_notes
    temperature_range text ticket_id time_of_day_pattern title title_en title_fr to_version
    tool_required_en tool_required_fr tools_en tools_fr tools_used total_cost total_paths
    tree_id unit_cost universal_failure unlisted_outcomes unlisted_prior unlisted_probability
    unlisted_rate updated_at urgency url usage_count used_at user_email user_id username
    vehicle_age_months vehicle_category vehicle_firmware vehicle_id vehicle_make vehicle_makes
    vehicle_mileage_km vehicle_model vehicle_text vehicle_type vehicle_type_id vehicle_types
    verification_method verification_steps_en verification_steps_fr version vin visual_check_en
    visual_check_fr warnings_en warnings_fr was_recommended weight wmi_codes year year_from
    year_to
    """.split()  # noqa: SIM905 - one name a line would be 400 lines
)
