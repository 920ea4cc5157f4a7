// Change what is given of a user.
//
// Params:
//   id: str             id of the user
//   properties: map     by property key; null removes one
//   now: str            time of the write, ISO 8601
// Returns:
//   id: str             the same id
// Access: WRITE
// Index: user_id, garage_id
CYPHER 25
MATCH (u:User {id: $id})
SET u += $properties, u.updated_at = datetime($now)
WITH u
CALL (u) {
  MATCH (u)-[old:BELONGS_TO]->(g:Garage)
  WHERE g.id <> u.garage_id
  DELETE old
}
WITH u
OPTIONAL MATCH (g:Garage {id: u.garage_id})
FOREACH (garage IN CASE WHEN g IS NULL THEN [] ELSE [g] END | MERGE (u)-[:BELONGS_TO]->(garage))
RETURN u.id AS id
