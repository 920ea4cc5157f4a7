// Revoke the key of a program.
//
// Params:
//   id: str                 id of the key
//   garage_id: str | null   garage that asks; null: all garages
//   now: str                time of the write, ISO 8601
// Returns:
//   id: str                 the same id
// Access: WRITE
// Index: api_key_id
CYPHER 25
MATCH (k:ApiKey {id: $id})
WHERE $garage_id IS NULL OR k.garage_id = $garage_id
SET k.revoked_at = coalesce(k.revoked_at, datetime($now))
RETURN k.id AS id
