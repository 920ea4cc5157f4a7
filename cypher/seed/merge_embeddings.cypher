// Store the vector of each alias.
//
// Params:
//   rows: list[map]   id and embedding (list of floats) of each alias
// Returns:
//   written: int      how many vectors were stored
// Access: WRITE
// Index: knowledge_id
CYPHER 25
UNWIND $rows AS row
MATCH (a:Knowledge {id: row.id})
USING INDEX a:Knowledge(id)
WHERE a:Alias
CALL db.create.setNodeVectorProperty(a, 'embedding', row.embedding)
RETURN count(a) AS written
