// Find one technician's action with what was tried, ruled out and consumed.
//
// Params:
//   id: str                   id of the action
//   garage_id: str | null     garage that asks; null: of any garage
// Returns:
//   graph_version: int        version of the graph that answers
//   action: map               its properties
//   tried: list[map]          properties, about (ids), observable_id and state, in their order
//   ruled_out: list[map]      the same of each hypothesis that was rejected
//   usages: list[map]         properties of each part that it consumed, by id
// Access: READ
// Index: technician_action_id, graph_version_id
CYPHER 25
MATCH (a:TechnicianAction {id: $id})
WHERE $garage_id IS NULL OR a.garage_id = $garage_id
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
RETURN coalesce(g.version, 0) AS graph_version,
       properties(a) AS action,
       COLLECT {
         MATCH (a)-[:TRIED]->(d:AttemptedDiagnostic)
         OPTIONAL MATCH (d)-[r:OBSERVED]->(o:Observable)
         RETURN d {.*, about: COLLECT {
           MATCH (d)-[:ABOUT]->(k:Knowledge) RETURN [k.id, labels(k)] ORDER BY k.id
         }, observable_id: o.id, state: r.state}
         ORDER BY d.occurred_at, d.id
       } AS tried,
       COLLECT {
         MATCH (a)-[:RULED_OUT]->(h:RejectedHypothesis)
         OPTIONAL MATCH (h)-[r:OBSERVED]->(o:Observable)
         RETURN h {.*, about: COLLECT {
           MATCH (h)-[:ABOUT]->(k:Knowledge) RETURN [k.id, labels(k)] ORDER BY k.id
         }, observable_id: o.id, state: r.state}
         ORDER BY h.ruled_out_at, h.id
       } AS ruled_out,
       COLLECT {
         MATCH (a)-[:CONSUMED]->(u:PartUsage) RETURN properties(u) ORDER BY u.id
       } AS usages
