// Set the status of a node that a person decided on; seeds leave it alone from now on.
//
// Params:
//   id: str            id of the node
//   status: str        new status
//   user: str          who decided
//   version: int       graph version that this write makes
//   now: str           time of the write, ISO 8601
// Returns:
//   node_version: int  new version of the node
// Access: WRITE
// Index: knowledge_id
CYPHER 25
MATCH (n:Knowledge {id: $id})
SET n.status = $status,
    n.status_by = $user,
    n.version = coalesce(n.version, 1) + 1,
    n.previous_version_id = 'rev_' + $id + '_' + toString($version),
    n.from_version = $version,
    n.updated_at = datetime($now)
RETURN n.version AS node_version
