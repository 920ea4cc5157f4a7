// Drop the vector index on failure cards.
//
// Params:
// Returns:
// Access: SCHEMA
CYPHER 25
DROP INDEX failure_card_embedding IF EXISTS
