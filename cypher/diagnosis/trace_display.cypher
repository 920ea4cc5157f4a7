// Read what an answer shows: faults with family, causes, parts, actions and check; names of others.
//
// Params:
//   fault_ids: list[str]   faults to show
//   name_ids: list[str]    observables, tests, actions, parts and faults that are named
// Returns:
//   faults: list[map]      per fault: properties, family, system, root_causes, parts, actions,
//                          verification, sources
//   names: list[map]       per node: id, labels, question of an observable, tools of a test, what a part fits
// Access: READ
// Index: fault_id, knowledge_id
// Plan: the CartesianProduct joins two single rows, each a list
CYPHER 25
CALL () {
  UNWIND $name_ids AS name_id
  MATCH (n:Knowledge {id: name_id})
  RETURN collect(n {.id, .label_fr, .label_en, .question_fr, .question_en, .code,
    fits: [(n)-[t:FITS]->(v) WHERE t.status = 'active' AND v.status = 'active' | v.id],
    tools: [(n)-[r:REQUIRES]->(x:Tool) WHERE r.status = 'active' | x {.id, .label_fr, .label_en}]
  }) AS names
}
CALL () {
  UNWIND $fault_ids AS fault_id
  MATCH (f:Fault {id: fault_id})
  RETURN collect(f {
  .id, .label_fr, .label_en, .description_fr, .description_en, .safety_level,
  .safety_reason_fr, .safety_reason_en, .reviewed_at, .source_kind, .confidence,
  family: head([(f)-[r:IN_FAMILY]->(x:FaultFamily) WHERE r.status = 'active' | x {.id, .label_fr, .label_en, .family_code}]),
  system: head([(f)-[r:PART_OF]->(x:System) WHERE r.status = 'active' | x {.id, .label_fr, .label_en}]),
  root_causes: COLLECT {
    MATCH (x:RootCause {status: 'active'})-[r:CAUSES]->(f) WHERE r.status = 'active'
    RETURN x {.id, .label_fr, .label_en, .cause_type, .is_preventable, .prevention_tips_fr,
              .prevention_tips_en, share: r.share}
    ORDER BY r.share DESC, x.id LIMIT 10
  },
  parts: COLLECT {
    MATCH (f)-[r:REQUIRES]->(x:Part {status: 'active'}) WHERE r.status = 'active'
    RETURN x {.id, .label_fr, .label_en, .price_min_eur, .price_max_eur, .gamme_id, weight: r.weight,
              quantity: r.quantity, priority: r.priority, is_required: r.is_required,
              fits: [(x)-[t:FITS]->(v) WHERE t.status = 'active' AND v.status = 'active' | v.id],
              substitutes: [(x)-[s:SIMILAR_TO]->(y:Part) WHERE s.status = 'active' AND y.status = 'active' |
                y {.id, .label_fr, .label_en, .price_min_eur, .price_max_eur, .gamme_id, weight: s.weight,
                   fits: [(y)-[t:FITS]->(v) WHERE t.status = 'active' AND v.status = 'active' | v.id]}]}
    ORDER BY r.priority, r.weight DESC, x.id LIMIT 20
  },
  actions: COLLECT {
    MATCH (x:Action {status: 'active'})-[r:RESOLVES]->(f) WHERE r.status = 'active'
    RETURN x {.id, .label_fr, .label_en, .action_type, .duration_minutes, .difficulty, .urgency,
              .steps_fr, .steps_en, .labor_cost_min_eur, .labor_cost_max_eur, weight: r.weight,
              execution_order: r.execution_order, is_mandatory: r.is_mandatory}
    ORDER BY r.execution_order, x.id LIMIT 20
  },
  verification: head([(f)-[r:VERIFIED_BY]->(x:VerificationTemplate) WHERE r.status = 'active' | x {
    .quick_test_fr, .quick_test_en, .difficulty, .estimated_time, .default_urgency,
    .can_drive_default, .max_km_default}]),
  sources: [(f)-[r:SOURCED_FROM]->(x:Source) WHERE r.status = 'active' | x {.id, .title_fr, .title_en}]
}) AS faults
}
RETURN faults AS faults, names AS names
