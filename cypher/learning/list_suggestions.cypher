// List the relationships that outcomes suggest and experts have not decided on, one page at a time.
//
// Params:
//   after: str               relation id of the last one of the page before, or ""
//   limit: int               size of a page, and one more to see whether it is the last
// Returns:
//   graph_version: int       version of the graph that answers
//   suggestions: list[map]   relation_id, observable, fault, occurrence_count, evidence_count, weight
// Access: READ
// Index: indicates_occurrence_count, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (o:Observable)-[r:INDICATES]->(f:Fault)
  WHERE r.occurrence_count > 0 AND r.status = 'draft' AND r.relation_id > $after
  WITH o, r, f ORDER BY r.relation_id LIMIT $limit
  RETURN collect(r {.relation_id, .occurrence_count, .evidence_count, .weight, .created_at, .last_observed,
    observable: o {.id, .label_fr, .label_en}, fault: f {.id, .label_fr, .label_en}}) AS suggestions
}
RETURN coalesce(v.version, 0) AS graph_version, suggestions AS suggestions
