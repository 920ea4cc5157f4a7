// Find the ticket that a garage made with a key.
//
// Params:
//   garage_id: str          id of the garage
//   key: str                idempotency key of the caller
// Returns:
//   id: str                 id of the ticket
// Access: READ
// Index: ticket_garage_key
CYPHER 25
MATCH (t:Ticket {garage_id: $garage_id, idempotency_key: $key})
RETURN t.id AS id
ORDER BY t.id
LIMIT 1
