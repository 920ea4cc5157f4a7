"""Property keys of nodes and relationships: the part of the vocabulary that is a plain list."""

#: Property keys that nodes and relationships may have.
PROPERTY_KEYS: frozenset[str] = frozenset(
    """
    id caption label_fr label_en description_fr description_en question_fr question_en
    content_hash status version source_kind source_ref source_title confidence reviewed_by
    reviewed_at previous_version_id created_at updated_at created_by creation_method
    tax_phase tax_temp tax_freq tax_intensity tax_risk tax_localisation tax_cote
    observable_type code make reliability leak unlisted_rate powertrains vehicle_types markets
    text locale kind embedding
    prior_rate prior_source prior_strength prior_alpha prior_n applicability_class safety_level
    safety_reason_fr safety_reason_en reason_fr reason_en
    family_code family_icon display_order root_cause_code cause_type prevention_tips_fr
    prevention_tips_en is_preventable share context_boost
    gamme_id part_category price_min_eur price_max_eur quantity priority is_required condition
    action_code action_type duration_minutes difficulty urgency prerequisites_fr prerequisites_en
    steps_fr steps_en step_tips_fr step_tips_en step_warnings_fr step_warnings_en warnings_fr
    warnings_en labor_cost_min_eur labor_cost_max_eur seo_title seo_description execution_order
    is_mandatory tools_fr tools_en
    minutes cost_eur skill
    quick_test_fr quick_test_en visual_check_fr visual_check_en tool_required_fr tool_required_en
    estimated_time default_urgency can_drive_default max_km_default diy_feasibility
    year_from year_to vehicle_type powertrain engine_code displacement_l fuel aliases
    vehicle_category engine_type curve_km curve_risk
    km_from km_to frequency_rate severity probability_boost odds_multiplier model_pattern
    engine_pattern
    relation_id alpha beta weight evidence_count last_observed bidirectional authored_alpha
    authored_beta qualifier ratio scope_ids scope_alpha scope_beta signature_rank
    scope amount_alpha amount_beta idempotency_key occurred_at
    from_version to_version entity_id entity_kind change mass fault_count
    model_id dimension index_name unlisted_prior
    url licence retrieved title_fr title_en
    data event_type attempts last_error processed_at aggregate_id aggregate_type
    username password_hash role name vin plate mileage_km
    """.split()
)
