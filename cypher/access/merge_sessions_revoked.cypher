// Revoke sessions of a user: one, all, or all but one.
//
// Params:
//   user_id: str             id of the user
//   session_id: str | null   only this one
//   except_id: str | null    all but this one
//   now: str                 time of the write, ISO 8601
// Returns:
//   revoked: int             how many were open before
// Access: WRITE
// Index: user_id
CYPHER 25
MATCH (u:User {id: $user_id})<-[:BELONGS_TO]-(s:Session)
WHERE s.revoked_at IS NULL
  AND ($session_id IS NULL OR s.id = $session_id)
  AND ($except_id IS NULL OR s.id <> $except_id)
SET s.revoked_at = datetime($now)
RETURN count(s) AS revoked
