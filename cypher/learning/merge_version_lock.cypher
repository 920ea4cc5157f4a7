// Take the graph version's lock without counting it up, to see first whether there is anything to do.
//
// Removing a property that the node never has takes its lock and changes nothing; the version is
// read after that. Writing the version back would write a stale one.
//
// Removing a property that the node never has takes its lock and changes nothing; the version is
// read after that. Writing the version back would write a stale one.
//
// Returns:
//   version: int        the graph version
// Access: WRITE
// Index: graph_version_id
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
REMOVE v.status
RETURN v.version AS version
