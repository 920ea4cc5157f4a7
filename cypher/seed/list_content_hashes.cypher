// List the content hash and status of every node and relationship that seeds wrote.
//
// Returns:
//   nodes: list[list]          [id, content hash, status] of each seeded node
//   relationships: list[list]  [relation id, content hash, status] of each seeded relationship
// Access: READ
CYPHER 25
CALL () {
  MATCH (n:Knowledge)
  WHERE n.content_hash IS NOT NULL
  RETURN collect([n.id, n.content_hash, n.status]) AS nodes
}
CALL (nodes) {
  MATCH (:Knowledge)-[r]->(:Knowledge)
  WHERE r.content_hash IS NOT NULL
  RETURN collect([r.relation_id, r.content_hash, r.status]) AS relationships
}
RETURN nodes AS nodes, relationships AS relationships
