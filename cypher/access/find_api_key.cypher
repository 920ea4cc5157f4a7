// Find the key of a program, as a request names it.
//
// Params:
//   id: str               id of the key
// Returns:
//   api_key: map          properties, the hash of the secret too
//   is_open: bool         neither revoked nor over
//   is_used_now: bool     whether this hour's use is noted already
// Access: READ
// Index: api_key_id
CYPHER 25
MATCH (k:ApiKey {id: $id})
RETURN k {.*} AS api_key,
       k.revoked_at IS NULL AND k.expires_at > datetime() AS is_open,
       coalesce(k.last_used_at >= datetime.truncate('hour', datetime()), false) AS is_used_now
