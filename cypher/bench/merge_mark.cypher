// Write one node of the bench's own, as a stored case would be: what a single write costs.
//
// Params:
//   id: str        id of the mark
//   now: str       time of the write, ISO 8601
// Returns:
//   written: int   1
// Access: WRITE
// Index: case_id
CYPHER 25
MERGE (c:Case {id: $id})
SET c.created_at = datetime($now),
    c.created_by = 'bench'
RETURN count(c) AS written
