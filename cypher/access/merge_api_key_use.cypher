// Note the hour in which the key of a program was used last.
//
// Params:
//   id: str         id of the key
//   now: str        time of the use, ISO 8601
// Returns:
//   id: str         the same id
// Access: WRITE
// Index: api_key_id
CYPHER 25
MATCH (k:ApiKey {id: $id})
SET k.last_used_at = datetime.truncate('hour', datetime($now))
RETURN k.id AS id
