// Find one fault that answers, with the version of the graph.
//
// Params:
//   fault_id: str          id of the fault
// Returns:
//   fault_id: str | None   the same when it exists and is active, else null
//   graph_version: int     version of the graph that answers
// Access: READ
// Index: graph_version_id, fault_id
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
OPTIONAL MATCH (f:Fault {id: $fault_id})
WHERE f.status = 'active'
RETURN f.id AS fault_id, v.version AS graph_version
