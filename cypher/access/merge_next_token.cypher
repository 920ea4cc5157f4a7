// Give a session its next refresh token.
//
// Params:
//   session_id: str    id of the session
//   token_id: str      id of the refresh token
//   token_hash: str    hash of the refresh token
//   now: str           time of the write, ISO 8601
// Returns:
//   expires_at: datetime   when the session ends
// Access: WRITE
// Index: session_id, refresh_token_id
CYPHER 25
MATCH (s:Session {id: $session_id})
MERGE (t:RefreshToken {id: $token_id})
ON CREATE SET t.token_hash = $token_hash, t.created_at = datetime($now)
MERGE (t)-[:BELONGS_TO]->(s)
RETURN s.expires_at AS expires_at
