// Mark relationships whose record was removed from the seeds as deprecated.
//
// Params:
//   element_ids: list[str]   relationships to deprecate, as the same transaction read them
// Returns:
//   written: int             how many relationships were marked
// Access: WRITE
CYPHER 25
UNWIND $element_ids AS element_id
MATCH (:Knowledge)-[r]->(:Knowledge)
WHERE elementId(r) = element_id
SET r.status = 'deprecated'
RETURN count(r) AS written
