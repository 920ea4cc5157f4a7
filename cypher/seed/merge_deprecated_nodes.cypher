// Mark nodes whose record was removed from the seeds as deprecated; nothing is deleted.
//
// An alias loses its vector, so that it takes no place in the index.
//
// Params:
//   ids: list[str]    nodes to deprecate
//   version: int      graph version that this write makes
//   now: str          time of the write, ISO 8601
// Returns:
//   written: int      how many nodes were marked
// Access: WRITE
// Index: knowledge_id
CYPHER 25
UNWIND $ids AS id
MATCH (n:Knowledge {id: id})
USING INDEX n:Knowledge(id)
SET n.status = 'deprecated',
    n.from_version = $version,
    n.updated_at = datetime($now),
    n.embedding = null
RETURN count(n) AS written
