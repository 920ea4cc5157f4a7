// Open a session of a user with its first refresh token.
//
// Params:
//   user_id: str       id of the user
//   session_id: str    id of the session
//   expires_at: str    when the whole session ends, ISO 8601
//   token_id: str      id of the refresh token
//   token_hash: str    hash of the refresh token
//   now: str           time of the write, ISO 8601
// Returns:
//   session_id: str    the same id
// Access: WRITE
// Index: user_id, session_id, refresh_token_id
CYPHER 25
MATCH (u:User {id: $user_id})
MERGE (s:Session {id: $session_id})
ON CREATE SET s.created_at = datetime($now), s.expires_at = datetime($expires_at)
MERGE (s)-[:BELONGS_TO]->(u)
MERGE (t:RefreshToken {id: $token_id})
ON CREATE SET t.token_hash = $token_hash, t.created_at = datetime($now)
MERGE (t)-[:BELONGS_TO]->(s)
RETURN s.id AS session_id
