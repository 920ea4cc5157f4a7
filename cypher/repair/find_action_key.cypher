// Find the technician's action that a garage recorded with a key.
//
// Params:
//   garage_id: str          id of the garage
//   key: str                idempotency key of the caller
// Returns:
//   id: str                 id of the action
//   ticket_id: str          its ticket
// Access: READ
// Index: technician_action_garage_key
CYPHER 25
MATCH (a:TechnicianAction {garage_id: $garage_id, idempotency_key: $key})
RETURN a.id AS id, a.ticket_id AS ticket_id
ORDER BY a.id
LIMIT 1
