// Delete what identifies people and is older than it may be kept.
//
// The complaint of a ticket is in the words of its customer, so it goes too.
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
CALL (p) {
  MATCH (t:Ticket)-[:IDENTIFIED_BY]->(p)
  REMOVE t.description, t.customer_id
}
DETACH DELETE p
RETURN count(*) AS deleted
