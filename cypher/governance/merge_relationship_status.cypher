// Set the status of a relationship that a person decided on; seeds leave it alone from now on.
//
// Params:
//   source_id: str         id of its start
//   target_id: str         id of its end
//   relation_id: str       id of the relationship
//   status: str            new status
//   user: str              who decided
//   now: str               time of the write, ISO 8601
// Returns:
//   relation_version: int  new version of the relationship
// Access: WRITE
// Index: knowledge_id
// Plan: CartesianProduct of the two ends, each found by its id
CYPHER 25
MATCH (:Knowledge {id: $source_id})-[r {relation_id: $relation_id}]->(:Knowledge {id: $target_id})
SET r.status = $status,
    r.status_by = $user,
    r.version = coalesce(r.version, 1) + 1,
    r.updated_at = datetime($now)
RETURN r.version AS relation_version
