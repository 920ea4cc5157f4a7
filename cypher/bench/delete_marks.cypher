// Delete the nodes that the bench wrote.
//
// Params:
//   ids: list[str]   ids of the marks
// Returns:
//   deleted: int     how many were there
// Access: WRITE
// Index: case_id
CYPHER 25
UNWIND $ids AS id
MATCH (c:Case {id: id, created_by: 'bench'})
DELETE c
RETURN count(*) AS deleted
