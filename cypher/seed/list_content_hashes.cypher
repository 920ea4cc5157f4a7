// List the content hash and status of every node and relationship that seeds wrote.
//
// Returns:
//   parameters: list           [content hash of the pack, unlisted prior], empty before a load
//   nodes: list[list]          [id, content hash, status, decided by a person] of each seeded node
//   relationships: list[list]  [relation id, content hash, status, element id, decided] of each one
// Access: READ
// Index: graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (n:Knowledge)
  WHERE n.content_hash IS NOT NULL
  RETURN collect([n.id, n.content_hash, n.status, n.status_by IS NOT NULL]) AS nodes
}
CALL (v) {
  MATCH (:Knowledge)-[r]->(:Knowledge)
  WHERE r.content_hash IS NOT NULL
  RETURN collect([r.relation_id, r.content_hash, r.status, elementId(r), r.status_by IS NOT NULL]) AS relationships
}
RETURN CASE WHEN v.unlisted_prior IS NULL THEN [] ELSE [v.content_hash, v.unlisted_prior] END AS parameters,
       nodes AS nodes, relationships AS relationships
