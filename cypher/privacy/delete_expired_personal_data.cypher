// Delete what identifies people and is older than it may be kept.
//
// Params:
//   garage_id: str        garage that asks
//   until: str            older than this moment, ISO 8601
//   limit: int            at most so many in one transaction
// Returns:
//   deleted: int          how many were deleted
// Access: WRITE
// Index: personal_data_created_at
CYPHER 25
MATCH (p:PersonalData)
WHERE p.created_at < datetime($until) AND p.garage_id = $garage_id
WITH p LIMIT $limit
DETACH DELETE p
RETURN count(*) AS deleted
