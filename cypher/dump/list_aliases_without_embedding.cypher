// List active aliases that have no vector yet.
//
// Returns:
//   id: str       id of the alias
//   text: str     its words
// Access: READ
CYPHER 25
MATCH (a:Alias)
WHERE a.embedding IS NULL AND a.status = 'active'
RETURN a.id AS id, a.text AS text
ORDER BY id
