// Use a refresh token, once: the second use of one is told by ``was_used``.
//
// The session is locked first, so two requests with one token cannot both be the first.
//
// Params:
//   token_hash: str      hash of the refresh token
//   now: str             time of the use, ISO 8601
// Returns:
//   session_id: str      id of its session
//   user_id: str         id of the user
//   was_used: bool       whether it had been used before
//   is_open: bool        the session is neither revoked nor over, and the user may sign in
// Access: WRITE
// Index: refresh_token_token_hash
CYPHER 25
MATCH (t:RefreshToken {token_hash: $token_hash})-[:BELONGS_TO]->(s:Session)-[:BELONGS_TO]->(u:User)
REMOVE s.status
WITH t, s, u, t.used_at IS NOT NULL AS was_used
SET t.used_at = coalesce(t.used_at, datetime($now))
RETURN s.id AS session_id,
       u.id AS user_id,
       was_used AS was_used,
       s.revoked_at IS NULL AND s.expires_at > datetime($now) AND u.is_active AS is_open
