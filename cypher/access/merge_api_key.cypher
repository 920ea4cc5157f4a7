// Write the key of a program, by the hash of its secret.
//
// Params:
//   id: str               id of the key
//   properties: map       of the :ApiKey
//   expires_at: str       when it ends, ISO 8601
//   now: str              time of the write, ISO 8601
// Returns:
//   id: str               the same id
// Access: WRITE
// Index: api_key_id, garage_id
CYPHER 25
MERGE (k:ApiKey {id: $id})
ON CREATE SET k += $properties, k.created_at = datetime($now), k.expires_at = datetime($expires_at)
WITH k
OPTIONAL MATCH (g:Garage {id: k.garage_id})
FOREACH (garage IN CASE WHEN g IS NULL THEN [] ELSE [g] END | MERGE (k)-[:BELONGS_TO]->(garage))
RETURN k.id AS id
