// List the authored counts of some relationships, to know what a changed record adds.
//
// Params:
//   rows: list[map]      start, end, relation_id of relationships that are about to be written
// Returns:
//   counts: list[list]   [relation id, authored alpha, authored beta] where there are any
// Access: READ
// Index: knowledge_id
// Plan: CartesianProduct of the two ends, each found by its id
CYPHER 25
UNWIND $rows AS row
MATCH (a:Knowledge {id: row.start})-[r {relation_id: row.relation_id}]->(:Knowledge {id: row.end})
USING INDEX a:Knowledge(id)
WHERE r.authored_alpha IS NOT NULL
RETURN collect([r.relation_id, r.authored_alpha, r.authored_beta]) AS counts
