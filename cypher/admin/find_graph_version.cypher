// Find the version of the graph.
//
// Returns:
//   version: int     0 before the first load
// Access: READ
// Index: graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
RETURN coalesce(v.version, 0) AS version
