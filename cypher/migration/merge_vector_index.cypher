// Make the vector index on aliases, with locale and kind as filters inside the index.
//
// The name is fixed because SEARCH takes no parameter for it.
//
// Params:
//   options: map      indexConfig with vector.dimensions and vector.similarity_function
// Returns:
// Access: SCHEMA
CYPHER 25
CREATE VECTOR INDEX alias_embedding IF NOT EXISTS
FOR (a:Alias) ON a.embedding
WITH [a.locale, a.kind]
OPTIONS $options
