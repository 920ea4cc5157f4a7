// List the cases of all garages, the newest first, one page at a time.
//
// Params:
//   outcome: str | null         only with this outcome
//   fault: str | null           only where this fault was predicted first or found
//   model: str | null           only on this model
//   since: str | null           only from this moment on, ISO 8601
//   until: str | null           only before this moment, ISO 8601
//   before: str | null          created_at of the last case of the page before
//   before_id: str              its id, or ""
//   limit: int                  size of a page, and one more to see whether it is the last
// Returns:
//   graph_version: int          version of the graph that answers
//   cases: list[map]            properties of each :Case with the labels of its two faults
// Access: READ
// Index: case_created_at, knowledge_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (c:Case)
  WHERE c.created_at IS NOT NULL
    AND ($outcome IS NULL OR c.outcome = $outcome)
    AND ($fault IS NULL OR c.predicted_fault_id = $fault OR c.fault_id = $fault)
    AND ($model IS NULL OR c.model_id = $model)
    AND ($since IS NULL OR c.created_at >= datetime($since))
    AND ($until IS NULL OR c.created_at < datetime($until))
    AND ($before IS NULL OR c.created_at < datetime($before)
      OR (c.created_at = datetime($before) AND c.id < $before_id))
  WITH c ORDER BY c.created_at DESC, c.id DESC LIMIT $limit
  OPTIONAL MATCH (p:Knowledge {id: c.predicted_fault_id})
  OPTIONAL MATCH (t:Knowledge {id: c.fault_id})
  OPTIONAL MATCH (m:Knowledge {id: c.model_id})
  RETURN collect(c {.*, predicted: p {.id, .label_fr, .label_en}, found: t {.id, .label_fr, .label_en},
    model: m {.id, .label_fr, .label_en}}) AS cases
}
RETURN coalesce(v.version, 0) AS graph_version, cases AS cases
