// Keep with an event what its handler did.
//
// Params:
//   id: str              the event
//   result: str          JSON of ids and figures
// Returns:
//   id: str              the event
// Access: WRITE
// Index: event_id
CYPHER 25
MATCH (e:Event {id: $id})
SET e.result = $result
RETURN e.id AS id
