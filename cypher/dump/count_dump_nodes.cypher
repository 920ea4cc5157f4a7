// Count the nodes that a dump would hold; an import needs none.
//
// Returns:
//   total: int          nodes outside the migration chain
// Access: READ
// Plan: AllNodesScan, since a dump reads every node
CYPHER 25
MATCH (n:!`__Neo4jMigration`&!`__FaultgraphLock`&!EmbeddingModel&!Session&!RefreshToken)
WHERE n.id IS NOT NULL
RETURN count(n) AS total
