// Read what may fail on a model, an engine family or a registered vehicle: curves and weaknesses.
//
// A registered vehicle counts as the model and engine that it IS_A; without an engine, as all the
// engines of its model. A model counts with all its engines, an engine with all models that have
// it. Curves of parts that fit other vehicles only are left out.
//
// Params:
//   id: str                 id of a :VehicleModel, an :EngineFamily or a :Vehicle
//   garage_id: str | null   garage whose :Vehicle is meant; null: all garages
// Returns:
//   graph_version: int      version of the graph that answers
//   subjects: list[map]     what has the id: kind, id, label, mileage_km, powertrain, vehicle_type
//   models: list[map]       id, label, vehicle_type of each model that it may be
//   engines: list[map]      id, label, powertrain of each engine that it may have
//   curves: list[map]       risk curves: properties, sources, parts; powertrains that these fit, or
//                           empty; their faults' powertrains and vehicle types
//   recurring: list[map]    recurring faults of the models and engines
// Access: READ
// Index: graph_version_id, knowledge_id, vehicle_id
CYPHER 25
MATCH (g:GraphVersion {id: 'graph'})
CALL (g) {
  MATCH (k:Knowledge {id: $id})
  WHERE k:VehicleModel|EngineFamily AND k.status = 'active'
  RETURN k AS subject, CASE WHEN 'VehicleModel' IN labels(k) THEN 'model' ELSE 'engine' END AS kind
  UNION
  MATCH (w:Vehicle {id: $id}) WHERE $garage_id IS NULL OR w.garage_id = $garage_id
  RETURN w AS subject, 'vehicle' AS kind
}
WITH g, subject, kind,
  [subject] + COLLECT { MATCH (subject)-[:IS_A]->(t) WHERE t.status = 'active' RETURN t } AS own
WITH g, subject, kind, [x IN own WHERE x:VehicleModel] AS own_models, [x IN own WHERE x:EngineFamily] AS own_engines
WITH g, subject, kind,
  CASE WHEN size(own_models) > 0 THEN own_models ELSE COLLECT {
    UNWIND own_engines AS e
    MATCH (m:VehicleModel)-[r:HAS_ENGINE]->(e) WHERE r.status = 'active' AND m.status = 'active'
    RETURN DISTINCT m } END AS models,
  CASE WHEN size(own_engines) > 0 THEN own_engines ELSE COLLECT {
    UNWIND own_models AS m
    MATCH (m)-[r:HAS_ENGINE]->(e:EngineFamily) WHERE r.status = 'active' AND e.status = 'active'
    RETURN DISTINCT e } END AS engines
WITH g, subject, kind, models, engines, models + engines AS targets
RETURN g.version AS graph_version,
  [subject {.id, .label_en, .make, .model, .mileage_km, .powertrain, .vehicle_type, kind: kind}] AS subjects,
  [m IN models | m {.id, .label_en, .vehicle_type}] AS models,
  [e IN engines | e {.id, .label_en, .powertrain}] AS engines,
  COLLECT {
    MATCH (c:RiskCurve) WHERE c.status = 'active'
    WITH c, [(p:Part)-[h:HAS_RISK]->(c) WHERE h.status = 'active' AND p.status = 'active' AND
      NOT (EXISTS { (p)-[:FITS {status: 'active'}]->() }
        AND NOT EXISTS { (p)-[:FITS {status: 'active'}]->(t) WHERE t IN targets }) | p] AS parts,
      EXISTS { (:Part)-[:HAS_RISK {status: 'active'}]->(c) } AS has_parts
    WHERE size(parts) > 0 OR NOT has_parts
    RETURN c {.id, .label_fr, .label_en, .part_category, .vehicle_category, .engine_type, .curve_km, .curve_risk,
      .curve_labels_fr, .curve_labels_en, .confidence, .source_kind, .reviewed_at,
      fits: CASE WHEN any(p IN parts WHERE NOT EXISTS { (p)-[:FITS {status: 'active'}]->(:EngineFamily) }
          OR EXISTS { (p)-[:FITS {status: 'active'}]->(t:VehicleModel) WHERE t IN models }) THEN [] ELSE COLLECT {
        UNWIND parts AS p
        MATCH (p)-[:FITS {status: 'active'}]->(t:EngineFamily) WHERE t IN engines
        RETURN DISTINCT t.powertrain } END,
      parts: [p IN parts | p {.id, .label_fr, .label_en}],
      sources: [(c)-[r:SOURCED_FROM]->(s:Source) WHERE r.status = 'active' |
        s {.id, .title_fr, .title_en, .licence, .attribution, .sample_size}],
      faults: COLLECT {
        UNWIND parts AS p
        MATCH (f:Fault {status: 'active'})-[:REQUIRES {status: 'active'}]->(p)
        RETURN DISTINCT [f.powertrains, f.vehicle_types] }}
    ORDER BY c.part_category, c.id
  } AS curves,
  COLLECT {
    UNWIND targets AS t
    MATCH (f:Fault {status: 'active'})-[a:AFFECTS {status: 'active'}]->(t)
    WHERE a.odds_multiplier IS NOT NULL
      AND (a.model_ids IS NULL OR any(m IN models WHERE m.id IN a.model_ids))
    RETURN a {.relation_id, .model_pattern, .engine_pattern, .year_from, .year_to, .km_from, .km_to,
      .frequency_rate, .severity, .source_kind, .probability_boost, .odds_multiplier, .confidence, .sources,
      .reviewed_at, target: t.id, target_label: t.label_en, fault: f {.id, .label_fr, .label_en, .safety_level}}
    ORDER BY coalesce(a.km_from, 0), f.id, t.id, a.relation_id
  } AS recurring
