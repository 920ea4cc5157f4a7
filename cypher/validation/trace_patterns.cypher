// Read the patterns of recurring faults and the names that they could match, as one record.
//
// Returns:
//   patterns: list[list]   [fault, relation id, model pattern, engine pattern]
//   models: list[list]     make, then the names, of each active model
//   engines: list[list]    make, then the names, of each active engine family
// Access: READ
// Plan: the CartesianProduct joins single rows, each a list
CYPHER 25
CALL () {
  MATCH (f:Fault)-[r:AFFECTS]->()
  WHERE r.status = 'active' AND (r.model_pattern IS NOT NULL OR r.engine_pattern IS NOT NULL)
  RETURN collect([f.id, r.relation_id, r.model_pattern, r.engine_pattern]) AS patterns
}
CALL () {
  MATCH (m:VehicleModel)
  WHERE m.status = 'active'
  RETURN collect([head([(k:VehicleMake)-[:BUILDS]->(m) | k.label_en]), m.label_fr, m.label_en] + coalesce(m.aliases, [])) AS models
}
CALL () {
  MATCH (e:EngineFamily)
  WHERE e.status = 'active'
  RETURN collect([head([(k:VehicleMake)-[:BUILDS]->(e) | k.label_en]), e.label_fr, e.label_en, e.engine_code] + coalesce(e.aliases, [])) AS engines
}
RETURN patterns AS patterns, models AS models, engines AS engines
