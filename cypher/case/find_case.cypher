// Find one case of a garage with everything that was stored of it.
//
// Params:
//   id: str                 id of the case
//   garage_id: str | null   garage that asks, null: all; another garage's case is not found
// Returns:
//   graph_version: int      version of the graph now
//   properties: map         of the :Case
//   observed: list[map]     id, labels in both languages, status, state, qualifiers, dtc_status, sorted by id
//   concluded: list[map]    id, labels in both languages, rank, probability, sorted by rank
//   names: list[map]        id and labels of the vehicle's nodes, the predicted and the true fault
//   reported_texts: list    what was said in words, or null
//   notes: str | null       what was written with the outcome
// Access: READ
// Index: case_id, knowledge_id, graph_version_id
CYPHER 25
MATCH (c:Case {id: $id})
WHERE $garage_id IS NULL OR c.garage_id = $garage_id
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
OPTIONAL MATCH (c)-[:IDENTIFIED_BY]->(p:PersonalData)
RETURN coalesce(v.version, 0) AS graph_version,
       properties(c) AS properties,
       COLLECT {
         MATCH (c)-[r:OBSERVED]->(o:Observable)
         RETURN o {.id, .label_fr, .label_en, .status, state: r.state, qualifiers: r.qualifiers, dtc_status: r.dtc_status}
         ORDER BY o.id
       } AS observed,
       COLLECT {
         MATCH (c)-[r:CONCLUDED]->(f:Fault)
         RETURN f {.id, .label_fr, .label_en, rank: r.rank, probability: r.probability}
         ORDER BY r.rank, f.id
       } AS concluded,
       COLLECT {
         UNWIND [c.make_id, c.model_id, c.engine_id, c.predicted_fault_id, c.fault_id] AS name
         MATCH (n:Knowledge {id: name})
         RETURN DISTINCT n {.id, .label_fr, .label_en}
       } AS names,
       p.reported_texts AS reported_texts,
       p.notes AS notes
