// Drop the vector index on aliases.
//
// Params:
// Returns:
// Access: SCHEMA
CYPHER 25
DROP INDEX alias_embedding IF EXISTS
