// Make the vector index on failure cards, with their status as a filter inside the index.
//
// The name is fixed because SEARCH takes no parameter for it.
//
// Params:
//   options: map      indexConfig with vector.dimensions and vector.similarity_function
// Returns:
// Access: SCHEMA
CYPHER 25
CREATE VECTOR INDEX failure_card_embedding IF NOT EXISTS
FOR (c:FailureCard) ON c.embedding
WITH [c.status]
OPTIONS $options
