// Read what an answer shows: faults with family, causes, parts, actions and check; names of others.
//
// Params:
//   fault_ids: list[str]   faults to show
//   name_ids: list[str]    observables, tests, actions, parts and faults that are named
//   finding_ids: list[str] observables that were found present or absent
// Returns:
//   faults: list[map]      per fault: properties, family, system, root_causes, parts, actions,
//                          verification, recurring, sources, hazards,
//                          evidence (relation ids of the findings)
//   names: list[map]       per node: id, labels, question of an observable, tools of a test, what a part
//                          fits, safety level, driving limits and hazards of a fault
// Access: READ
// Index: fault_id, knowledge_id
// Plan: the CartesianProduct joins two single rows, each a list
CYPHER 25
CALL () {
  UNWIND $name_ids AS name_id
  MATCH (n:Knowledge {id: name_id})
  RETURN collect(n {.id, .label_fr, .label_en, .question_fr, .question_en, .code,
    tools: [(n)-[r:REQUIRES]->(x:Tool) WHERE r.status = 'active' | x {.id, .label_fr, .label_en}],
    .safety_level, verification: head([(n)-[r:VERIFIED_BY]->(x:VerificationTemplate)
      WHERE r.status = 'active' | x {.id, .can_drive_default, .max_km_default, .default_urgency}]),
    hazards: COLLECT { MATCH (n)-[:PART_OF*1..6]->(x:System) WHERE n:Fault AND x.hazard IS NOT NULL
      RETURN DISTINCT x.hazard ORDER BY x.hazard },
    fits: [(n)-[t:FITS]->(v) WHERE t.status = 'active' AND v.status = 'active' | v.id]
  }) AS names
}
CALL () {
  UNWIND $fault_ids AS fault_id
  MATCH (f:Fault {id: fault_id})
  RETURN collect(f {
  .id, .label_fr, .label_en, .description_fr, .description_en, .safety_level,
  .safety_reason_fr, .safety_reason_en, .reviewed_at, .source_kind, .confidence,
  family: head([(f)-[r:IN_FAMILY]->(x:FaultFamily) WHERE r.status = 'active' | x {
    .id, .label_fr, .label_en, .family_code, .family_icon, relation_id: r.relation_id}]),
  hazards: COLLECT { MATCH (f)-[:PART_OF*1..6]->(x:System) WHERE x.hazard IS NOT NULL
    RETURN DISTINCT x.hazard ORDER BY x.hazard },
  evidence: COLLECT { MATCH (x:Observable)-[r:INDICATES]->(f) WHERE x.id IN $finding_ids AND r.status = 'active'
    RETURN x {.id, relation_id: r.relation_id} ORDER BY x.id },
  system: head([(f)-[r:PART_OF]->(x:System) WHERE r.status = 'active' | x {.id, .label_fr, .label_en}]),
  root_causes: COLLECT {
    MATCH (x:RootCause {status: 'active'})-[r:CAUSES]->(f) WHERE r.status = 'active'
    RETURN x {.*, share: r.share, contexts: r.contexts, context_boost: r.context_boost,
              relation_id: r.relation_id}
    ORDER BY r.share DESC, x.id LIMIT 10
  },
  parts: COLLECT {
    MATCH (f)-[r:REQUIRES]->(x:Part {status: 'active'}) WHERE r.status = 'active'
    RETURN x {.id, .label_fr, .label_en, .price_min_eur, .price_max_eur, .gamme_id, weight: r.weight,
              quantity: r.quantity, priority: r.priority, is_required: r.is_required, relation_id: r.relation_id,
              fits: [(x)-[t:FITS]->(v) WHERE t.status = 'active' AND v.status = 'active' | v.id],
              substitutes: [(x)-[s:SIMILAR_TO]->(y:Part) WHERE s.status = 'active' AND y.status = 'active' |
                y {.id, .label_fr, .label_en, .price_min_eur, .price_max_eur, .gamme_id, weight: s.weight,
                   fits: [(y)-[t:FITS]->(v) WHERE t.status = 'active' AND v.status = 'active' | v.id]}]}
    ORDER BY r.priority, r.weight DESC, x.id LIMIT 20
  },
  actions: COLLECT {
    MATCH (x:Action {status: 'active'})-[r:RESOLVES]->(f) WHERE r.status = 'active'
    RETURN x {.*, weight: r.weight, execution_order: r.execution_order, is_mandatory: r.is_mandatory,
              condition_fr: r.condition_fr, condition_en: r.condition_en, relation_id: r.relation_id,
              tools: COLLECT { MATCH (x)-[q:REQUIRES]->(t:Tool) WHERE q.status = 'active'
                RETURN t {.id, .label_fr, .label_en} ORDER BY t.id }}
    ORDER BY r.execution_order, x.id LIMIT 20
  },
  verification: head([(f)-[r:VERIFIED_BY]->(x:VerificationTemplate) WHERE r.status = 'active'
    | x {.*, relation_id: r.relation_id}]),
  recurring: COLLECT { MATCH (f)-[r:AFFECTS]->(x) WHERE r.status = 'active' AND r.odds_multiplier IS NOT NULL
    RETURN r {.relation_id, .model_pattern, .engine_pattern,
    .year_from, .year_to, .km_from, .km_to, .frequency_rate, .severity, .source_kind, .probability_boost,
    .odds_multiplier, .confidence, .reviewed_at, target: x.id, target_label: x.label_en} ORDER BY r.relation_id },
  sources: COLLECT { MATCH (f)-[r:SOURCED_FROM]->(x:Source) WHERE r.status = 'active' RETURN x {.id, .title_fr, .title_en} ORDER BY x.id }
}) AS faults
}
RETURN faults AS faults, names AS names
