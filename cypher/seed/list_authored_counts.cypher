// List the authored counts of some relationships, to know what a changed record adds.
//
// Params:
//   relation_ids: list[str]   relationships that are about to be written
// Returns:
//   counts: list[list]        [relation id, authored alpha, authored beta] where there are any
// Access: READ
CYPHER 25
MATCH (:Knowledge)-[r]->(:Knowledge)
WHERE r.relation_id IN $relation_ids AND r.authored_alpha IS NOT NULL
RETURN collect([r.relation_id, r.authored_alpha, r.authored_beta]) AS counts
