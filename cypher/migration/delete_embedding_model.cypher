// Forget the model of an index.
//
// Params:
//   index_name: str    name of the index
// Returns:
//   deleted: int       how many were forgotten
// Access: WRITE
// Index: embedding_model_id
CYPHER 25
MATCH (m:EmbeddingModel {id: $index_name})
DELETE m
RETURN count(*) AS deleted
