// Count knowledge nodes by label and relationships by type, and tell the state of the graph.
//
// Returns:
//   graph_version: int             0 before the first load
//   updated_at: str                time of the last knowledge write, or null
//   nodes: list[list]              [label, status, count]
//   relationships: list[list]      [type, count] between knowledge nodes
// Access: READ
// Index: graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (n:Knowledge)
  UNWIND labels(n) AS label
  WITH label, n.status AS status, count(*) AS total
  ORDER BY label, status
  RETURN collect([label, status, total]) AS nodes
}
CALL (v) {
  MATCH (:Knowledge)-[r]->(:Knowledge)
  WITH type(r) AS type, count(*) AS total
  ORDER BY type
  RETURN collect([type, total]) AS relationships
}
RETURN coalesce(v.version, 0) AS graph_version, toString(v.updated_at) AS updated_at,
       nodes AS nodes, relationships AS relationships
