// Read what the scores of some cards rest on: codes, keywords, meaning, vehicles, symptoms, faults.
//
// The caller filters by status: with a filter here, a plan made on few cards would read all cards of
// a status from its index.
//
// Params:
//   ids: list[str]            cards
//   terms: list[list[str]]    tokens of each keyword of the request
//   vector: list[float]       of the text of the request, or null
//   observable_ids: list[str] what the request was understood to say is present
// Returns:
//   cards: list[map]          one of each card, by id
//   graph_version: int        version of the graph that answers
// Access: READ
// Index: failure_card_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  UNWIND $ids AS id
  MATCH (c:FailureCard {id: id})
  WITH c ORDER BY c.id
  RETURN collect(c {.id, .title_fr, .title_en, .status, .source_garage_id, .error_codes, .signature_hash,
    .universal_failure, .vehicle_makes, .usage_count, .effectiveness_score, .confidence_score,
    .confidence_level,
    known_codes: COLLECT { MATCH (d:Dtc)-[r:INDICATES]->(c)
      WHERE r.status <> 'deprecated' RETURN d.code ORDER BY d.code },
    positions: [at IN range(0, size($terms) - 1)
      WHERE any(token IN $terms[at] WHERE token IN coalesce(c.keywords, [])) | at],
    has_vector: c.embedding IS NOT NULL,
    similarity: CASE WHEN $vector IS NULL OR c.embedding IS NULL THEN null
      ELSE 2 * vector.similarity.cosine(c.embedding, $vector) - 1 END,
    model_ids: COLLECT { MATCH (c)-[r:COVERS]->(m:VehicleModel)
      WHERE r.status <> 'deprecated' RETURN m.id ORDER BY m.id },
    engine_ids: COLLECT { MATCH (c)-[r:COVERS]->(e:EngineFamily)
      WHERE r.status <> 'deprecated' RETURN e.id ORDER BY e.id },
    make_ids: COLLECT { MATCH (c)-[r:COVERS]->(:VehicleModel|EngineFamily)<-[:BUILDS]-(m:VehicleMake)
      WHERE r.status <> 'deprecated' RETURN DISTINCT m.id ORDER BY m.id },
    symptoms: COLLECT { MATCH (o:Observable)-[r:INDICATES]->(c)
      WHERE o.id IN $observable_ids AND r.status <> 'deprecated'
      RETURN [o.id, o.label_fr, o.label_en]
      ORDER BY coalesce(r.signature_rank, 1000), o.id },
    faults: COLLECT { MATCH (c)-[r:RESOLVES]->(f:Fault)
      WHERE r.status <> 'deprecated' AND f.status = 'active'
      RETURN f {.id, .prior_rate, .powertrains, .vehicle_types} ORDER BY f.id }
  }) AS cards
}
RETURN cards AS cards, coalesce(v.version, 0) AS graph_version
