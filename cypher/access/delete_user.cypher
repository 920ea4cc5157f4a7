// Delete a user with all sessions; records keep the id of who made them.
//
// Params:
//   id: str         id of the user
// Returns:
//   deleted: int    1, or 0 when there was no such user
// Access: WRITE
// Index: user_id
CYPHER 25
MATCH (u:User {id: $id})
OPTIONAL MATCH (u)<-[:BELONGS_TO]-(s:Session)
OPTIONAL MATCH (s)<-[:BELONGS_TO]-(t:RefreshToken)
DETACH DELETE t, s, u
RETURN count(DISTINCT u) AS deleted
