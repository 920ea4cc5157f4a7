// Find the state that a node had at a graph version, among its revisions.
//
// Params:
//   id: str              id of the node
//   graph_version: int   graph version whose state is wanted
// Returns:
//   revision_id: str     id of the revision that holds it
//   change: str          what ended that state
//   state: map           the properties it holds
// Access: READ
// Index: revision_entity_id
CYPHER 25
MATCH (rev:Revision {entity_id: $id})
WHERE rev.from_version <= $graph_version AND rev.to_version > $graph_version
RETURN rev.id AS revision_id, rev.change AS change, properties(rev) AS state
ORDER BY rev.to_version LIMIT 1
