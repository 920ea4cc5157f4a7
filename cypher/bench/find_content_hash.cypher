// Find the hash of what was loaded into the graph last; a half-written graph has none.
//
// Returns:
//   content_hash: str   or None
// Access: READ
// Index: graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
RETURN v.content_hash AS content_hash
