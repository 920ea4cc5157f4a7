// List failure cards by id, one page at a time; an empty page tells the version too.
//
// Params:
//   wanted: map             statuses; and subsystem_category, failure_mode, source_type, fault_id,
//                           error_code, make, model, least_confidence, garage: null is any
//   garage_id: str | null   garage whose drafts are seen too; null: those of all
//   sees_drafts: bool       whether drafts and cards under review are seen at all
//   after: str              id of the last card of the page before, or ""
//   limit: int              size of a page, and one more to see whether it is the last
// Returns:
//   cards: list[map]        what a list shows of each, by id
//   graph_version: int      version of the graph that answers
// Access: READ
// Index: failure_card_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (c:FailureCard)
  WHERE c.id > $after AND c.status IN $wanted.statuses
    AND (c.status IN ['approved', 'deprecated']
      OR ($sees_drafts AND ($garage_id IS NULL OR c.source_garage_id = $garage_id)))
    AND ($wanted.subsystem_category IS NULL OR c.subsystem_category = $wanted.subsystem_category)
    AND ($wanted.failure_mode IS NULL OR c.failure_mode = $wanted.failure_mode)
    AND ($wanted.source_type IS NULL OR c.source_type = $wanted.source_type)
    AND ($wanted.garage IS NULL OR c.source_garage_id = $wanted.garage)
    AND ($wanted.least_confidence IS NULL OR c.confidence_score >= $wanted.least_confidence)
    AND ($wanted.error_code IS NULL OR $wanted.error_code IN c.error_codes
      OR EXISTS { (:Dtc {code: $wanted.error_code})-[:INDICATES]->(c) })
    AND ($wanted.fault_id IS NULL OR EXISTS { (c)-[:RESOLVES]->(:Fault {id: $wanted.fault_id}) })
    AND ($wanted.make IS NULL OR c.universal_failure
      OR any(make IN c.vehicle_makes WHERE toLower(make) = $wanted.make)
      OR EXISTS { MATCH (c)-[:COVERS]->(:VehicleModel|EngineFamily)<-[:BUILDS]-(k:VehicleMake)
        WHERE k.id = $wanted.make OR toLower(k.label_en) = $wanted.make })
    AND ($wanted.model IS NULL OR c.universal_failure
      OR EXISTS { MATCH (c)-[:COVERS]->(:VehicleModel|EngineFamily)<-[:HAS_ENGINE]-{0,1}(m:VehicleModel)
        WHERE m.id = $wanted.model OR toLower(m.label_en) = $wanted.model })
  WITH c ORDER BY c.id LIMIT $limit
  RETURN collect(c {.*, embedding: null, fault: head(COLLECT {
    MATCH (c)-[:RESOLVES]->(f:Fault) RETURN f {.id, .label_fr, .label_en} ORDER BY f.id })}) AS cards
}
RETURN cards AS cards, coalesce(v.version, 0) AS graph_version
