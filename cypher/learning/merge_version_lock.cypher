// Take the graph version's lock without counting it up, to see first whether there is anything to do.
//
// Returns:
//   version: int        the graph version
// Access: WRITE
// Index: graph_version_id
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
SET v.version = v.version
RETURN v.version AS version
