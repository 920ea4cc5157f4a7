// Find a session and its user, as an access token names it.
//
// Params:
//   session_id: str      id of the session
// Returns:
//   user: map            id, username, role, garage_id, is_cross_garage, is_active, locale, times
//   is_open: bool        neither revoked nor over
// Access: READ
// Index: session_id
CYPHER 25
MATCH (s:Session {id: $session_id})-[:BELONGS_TO]->(u:User)
RETURN u {.id, .username, .role, .garage_id, .is_cross_garage, .is_active, .locale, .created_at,
          .updated_at} AS user,
       s.revoked_at IS NULL AND s.expires_at > datetime() AS is_open
