// Write a new user, unless the name is taken.
//
// Params:
//   username: str       as it is stored: lower case, NFKC
//   properties: map     of the :User, id and password_hash too
//   now: str            time of the write, ISO 8601
// Returns:
//   id: str             id of the user who has the name now
// Access: WRITE
// Index: user_username, garage_id
CYPHER 25
MERGE (u:User {username: $username})
ON CREATE SET u += $properties, u.created_at = datetime($now), u.updated_at = datetime($now)
WITH u
OPTIONAL MATCH (g:Garage {id: u.garage_id})
FOREACH (garage IN CASE WHEN g IS NULL THEN [] ELSE [g] END | MERGE (u)-[:BELONGS_TO]->(garage))
RETURN u.id AS id
