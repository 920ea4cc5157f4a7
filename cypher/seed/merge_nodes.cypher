// Write knowledge nodes; a null property removes what was there, learned properties stay.
//
// What an expert has set back to draft or review stays so.
//
// The labels come from graph/vocabulary.py, never from a user.
//
// Params:
//   rows: list[map]   id, labels, properties, content_hash of each node
//   version: int      graph version that this write makes
//   now: str          time of the write, ISO 8601
// Returns:
//   written: int      how many nodes were written
// Access: WRITE
// Index: knowledge_id
CYPHER 25
UNWIND $rows AS row
MERGE (n:Knowledge {id: row.id})
WITH n, row, n.status AS status
SET n:$(row.labels),
    n += row.properties,
    n.status = CASE WHEN status IN ['draft', 'review'] THEN status ELSE row.properties.status END,
    n.content_hash = row.content_hash,
    n.version = coalesce(n.version, 0) + 1,
    n.from_version = $version,
    n.created_at = coalesce(n.created_at, datetime($now)),
    n.updated_at = datetime($now)
RETURN count(n) AS written
