// Find the vector index on aliases: its state, shape and place.
//
// Params:
//   index_name: str           name of the index
// Returns:
//   state: str                ONLINE, POPULATING or FAILED
//   dimension: int            length of its vectors
//   similarity: str           COSINE or EUCLIDEAN
//   labels: list[str]         labels it covers
//   properties: list[str]     the vector's property, then the filters inside the index
// Access: READ
CYPHER 25
SHOW VECTOR INDEXES YIELD name, state, options, labelsOrTypes, properties
WHERE name = $index_name
RETURN state AS state,
       options.indexConfig['vector.dimensions'] AS dimension,
       options.indexConfig['vector.similarity_function'] AS similarity,
       labelsOrTypes AS labels,
       properties AS properties
