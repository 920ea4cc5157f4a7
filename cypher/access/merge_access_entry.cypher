// Write down who asked for which change, and what came of it.
//
// Params:
//   id: str             id of the entry
//   properties: map     user_id, garage_id, role, operation, target, http_status
//   now: str            time of the answer, ISO 8601
// Returns:
//   id: str             the same id
// Access: WRITE
// Index: access_entry_id
CYPHER 25
MERGE (a:AccessEntry {id: $id})
ON CREATE SET a += $properties, a.created_at = datetime($now)
RETURN a.id AS id
