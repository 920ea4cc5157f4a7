// Delete the sessions of a user that are over, with their tokens.
//
// Params:
//   user_id: str    id of the user
//   now: str        time of the write, ISO 8601
// Returns:
//   deleted: int    how many sessions were over
// Access: WRITE
// Index: user_id
CYPHER 25
MATCH (u:User {id: $user_id})<-[:BELONGS_TO]-(s:Session)
WHERE s.expires_at < datetime($now)
OPTIONAL MATCH (s)<-[:BELONGS_TO]-(t:RefreshToken)
DETACH DELETE t, s
RETURN count(DISTINCT s) AS deleted
