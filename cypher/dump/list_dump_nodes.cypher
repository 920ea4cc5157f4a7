// List all nodes of the graph for a logical dump, except the migration chain and who is signed in.
//
// Embeddings are left out: they belong to a model and are made again on import.
//
// Returns:
//   id: str             stable id
//   labels: list[str]   sorted
//   properties: map     everything else
// Access: READ
// Plan: AllNodesScan, since a dump reads every node
CYPHER 25
MATCH (n:!`__Neo4jMigration`&!`__FaultgraphLock`&!EmbeddingModel&!Session&!RefreshToken)
WHERE n.id IS NOT NULL
WITH n, COLLECT { UNWIND labels(n) AS label RETURN label ORDER BY label } AS labels
RETURN n.id AS id, labels AS labels, n {.*, embedding: null} AS properties
ORDER BY id, labels
