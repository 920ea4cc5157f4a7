// Find the model whose vectors an index holds.
//
// Params:
//   index_name: str    name of the index
// Returns:
//   model_id: str      name of the model
//   dimension: int     length of its vectors
// Access: READ
// Index: embedding_model_id
CYPHER 25
MATCH (m:EmbeddingModel {id: $index_name})
RETURN m.model_id AS model_id, m.dimension AS dimension
