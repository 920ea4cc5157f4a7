// Mark relationships whose record was removed from the seeds as deprecated.
//
// Params:
//   relation_ids: list[str]   relationships to deprecate
// Returns:
//   written: int              how many relationships were marked
// Access: WRITE
CYPHER 25
MATCH (:Knowledge)-[r]->(:Knowledge)
WHERE r.relation_id IN $relation_ids
SET r.status = 'deprecated'
RETURN count(r) AS written
