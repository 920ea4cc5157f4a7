// Make a garage with a name, unless it is there.
//
// Params:
//   id: str           id of the garage
//   name: str         its name
//   now: str          time of the write, ISO 8601
// Returns:
//   name: str         the name that it has
//   created: bool     whether this made it
// Access: WRITE
// Index: garage_id
CYPHER 25
MERGE (g:Garage {id: $id})
ON CREATE SET g.name = $name, g.created_at = datetime($now)
RETURN g.name AS name, coalesce(g.created_at = datetime($now), false) AS created
