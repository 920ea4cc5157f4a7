// Remember the model whose vectors an index holds; the first one stays.
//
// Params:
//   index_name: str    name of the index
//   model_id: str      name of the model
//   dimension: int     length of its vectors
// Returns:
//   model_id: str      the model that is stored
//   dimension: int     its dimension
// Access: WRITE
// Index: embedding_model_id
CYPHER 25
MERGE (m:EmbeddingModel {id: $index_name})
  ON CREATE SET m.index_name = $index_name,
                m.model_id = $model_id,
                m.dimension = $dimension,
                m.created_at = datetime()
RETURN m.model_id AS model_id, m.dimension AS dimension
