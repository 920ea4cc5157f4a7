// Find the part usage that a garage allocated with a key.
//
// Params:
//   garage_id: str          id of the garage
//   key: str                idempotency key of the caller
// Returns:
//   id: str                 id of the part usage
//   ticket_id: str          its ticket
// Access: READ
// Index: part_usage_garage_key
CYPHER 25
MATCH (u:PartUsage {garage_id: $garage_id, idempotency_key: $key})
RETURN u.id AS id, u.ticket_id AS ticket_id
ORDER BY u.id
LIMIT 1
