// Find one knowledge node with all it holds, before it is changed in the same transaction.
//
// Params:
//   id: str            id of the node
// Returns:
//   labels: list[str]  labels of the node
//   state: map         its properties, without the embedding
// Access: READ
// Index: knowledge_id
CYPHER 25
MATCH (n:Knowledge {id: $id})
RETURN labels(n) AS labels, n {.*, embedding: null} AS state
