// Every name of the vocabulary, before any data has it (graph/vocabulary.py).
//
// So EXPLAIN never warns about a name that merely has no data yet, and a warning is a typing error.

UNWIND [
  'Action', 'Alias', 'AttemptedDiagnostic', 'AuditEntry', 'Case', 'DiagnosticNode', 'Dtc',
  'EmbeddingModel', 'EngineFamily', 'Event', 'FailureCard', 'Fault', 'FaultFamily', 'Garage',
  'GraphVersion', 'Knowledge', 'LearnedPattern', 'LedgerEntry', 'Observable', 'Part', 'PartUsage',
  'PriorMass', 'RejectedHypothesis', 'Revision', 'RiskCurve', 'RootCause', 'Sign', 'Source',
  'Symptom', 'System', 'TechnicianAction', 'Test', 'Ticket', 'Tool', 'User', 'Vehicle',
  'VehicleMake', 'VehicleModel', 'VerificationTemplate'
] AS name
CALL db.createLabel(name);

UNWIND [
  'ABOUT', 'AFFECTS', 'BUILDS', 'CAUSES', 'CHANGED', 'CONCERNS', 'CONCLUDED', 'CONFIRMED',
  'CONFIRMS', 'CONSUMED', 'COVERS', 'DIAGNOSED_AS', 'EXPLAINED_BY', 'FITS', 'HAS_ENGINE',
  'HAS_RISK', 'HAS_TREE', 'IF_NO', 'IF_YES', 'INDICATES', 'IN_FAMILY', 'IS_A', 'NAMES',
  'OBSERVED', 'OF', 'ON', 'PART_OF', 'RELATED_TO', 'REQUIRES', 'RESOLVES', 'REVEALS', 'RULED_OUT',
  'SIMILAR_TO', 'SOURCED_FROM', 'SPEAKS_ABOUT', 'SUGGESTED', 'TRIED', 'USED', 'VERIFIED_BY',
  'WORKED_ON'
] AS name
CALL db.createRelationshipType(name);

UNWIND [
  'action_code', 'action_type', 'aggregate_id', 'aggregate_type', 'aliases', 'alpha',
  'amount_alpha', 'amount_beta', 'applicability_class', 'attempts', 'authored_alpha',
  'authored_beta', 'beta', 'bidirectional', 'can_drive_default', 'caption', 'cause_type',
  'change', 'code', 'condition', 'confidence', 'content_hash', 'context_boost', 'cost_eur',
  'created_at', 'created_by', 'creation_method', 'curve_km', 'curve_risk', 'data',
  'default_urgency', 'description_en', 'description_fr', 'difficulty', 'dimension',
  'displacement_l', 'display_order', 'diy_feasibility', 'duration_minutes', 'embedding',
  'engine_code', 'engine_pattern', 'engine_type', 'entity_id', 'entity_kind', 'estimated_time',
  'event_type', 'evidence_count', 'execution_order', 'family_code', 'family_icon', 'fault_count',
  'frequency_rate', 'from_version', 'fuel', 'gamme_id', 'id', 'idempotency_key', 'index_name',
  'is_mandatory', 'is_preventable', 'is_required', 'kind', 'km_from', 'km_to', 'label_en',
  'label_fr', 'labor_cost_max_eur', 'labor_cost_min_eur', 'last_error', 'last_observed', 'leak',
  'licence', 'locale', 'make', 'markets', 'mass', 'max_km_default', 'mileage_km', 'minutes',
  'model_id', 'model_pattern', 'name', 'observable_type', 'occurred_at', 'odds_multiplier',
  'part_category', 'password_hash', 'plate', 'powertrain', 'powertrains', 'prerequisites_en',
  'prerequisites_fr', 'prevention_tips_en', 'prevention_tips_fr', 'previous_version_id',
  'price_max_eur', 'price_min_eur', 'prior_alpha', 'prior_n', 'prior_rate', 'prior_source',
  'prior_strength', 'priority', 'probability_boost', 'processed_at', 'qualifier', 'quantity',
  'question_en', 'question_fr', 'quick_test_en', 'quick_test_fr', 'ratio', 'reason_en',
  'reason_fr', 'relation_id', 'reliability', 'retrieved', 'reviewed_at', 'reviewed_by', 'role',
  'root_cause_code', 'safety_level', 'safety_reason_en', 'safety_reason_fr', 'scope',
  'scope_alpha', 'scope_beta', 'scope_ids', 'seo_description', 'seo_title', 'severity', 'share',
  'signature_rank', 'skill', 'source_kind', 'source_ref', 'source_title', 'status',
  'step_tips_en', 'step_tips_fr', 'step_warnings_en', 'step_warnings_fr', 'steps_en', 'steps_fr',
  'tax_cote', 'tax_freq', 'tax_intensity', 'tax_localisation', 'tax_phase', 'tax_risk',
  'tax_temp', 'text', 'title_en', 'title_fr', 'to_version', 'tool_required_en',
  'tool_required_fr', 'tools_en', 'tools_fr', 'unlisted_prior', 'unlisted_rate', 'updated_at',
  'urgency', 'url', 'username', 'vehicle_category', 'vehicle_type', 'vehicle_types', 'version',
  'vin', 'visual_check_en', 'visual_check_fr', 'warnings_en', 'warnings_fr', 'weight',
  'year_from', 'year_to'
] AS name
CALL db.createProperty(name);
