// Count the active aliases without a vector: words that no search by meaning can find.
//
// Returns:
//   missing: int    0 when the vectors are complete
// Access: READ
CYPHER 25
MATCH (a:Alias)
WHERE a.embedding IS NULL AND a.status = 'active'
RETURN count(a) AS missing
