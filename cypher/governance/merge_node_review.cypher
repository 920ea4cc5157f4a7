// Note who reviewed a node, and when; its status stays.
//
// Params:
//   id: str            id of the node
//   user: str          who reviewed it
//   version: int       graph version that this write makes
//   now: str           time of the review, ISO 8601
// Returns:
//   node_version: int  new version of the node
// Access: WRITE
// Index: knowledge_id
CYPHER 25
MATCH (n:Knowledge {id: $id})
SET n.reviewed_by = $user,
    n.reviewed_at = datetime($now),
    n.version = coalesce(n.version, 1) + 1,
    n.previous_version_id = 'rev_' + $id + '_' + toString($version),
    n.from_version = $version,
    n.updated_at = datetime($now)
RETURN n.version AS node_version
