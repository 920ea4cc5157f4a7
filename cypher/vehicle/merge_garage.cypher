// Make the garage if it is new, and hold it: vehicles of one garage are registered one by one.
//
// Params:
//   garage_id: str    id of the garage
//   now: str          time of the write, ISO 8601
// Returns:
//   id: str           the same id
// Access: WRITE
// Index: garage_id
CYPHER 25
MERGE (g:Garage {id: $garage_id})
ON CREATE SET g.created_at = datetime($now)
SET g.name = coalesce(g.name, $garage_id)
RETURN g.id AS id
