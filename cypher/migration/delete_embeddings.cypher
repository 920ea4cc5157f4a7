// Remove the vectors of some aliases and failure cards; called until none is left.
//
// Params:
//   limit: int         most nodes in one transaction
// Returns:
//   deleted: int       how many lost their vector
// Access: WRITE
CYPHER 25
MATCH (a:Alias|FailureCard)
WHERE a.embedding IS NOT NULL
WITH a ORDER BY a.id LIMIT $limit
REMOVE a.embedding
RETURN count(a) AS deleted
