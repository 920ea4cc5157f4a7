// Write knowledge nodes; a null property removes what was there, learned properties stay.
//
// What a person decided on stays so: a status with a name to it, and any draft or review.
//
// The labels come from graph/vocabulary.py, never from a user.
//
// Params:
//   rows: list[map]   id, labels, properties, content_hash of each node, and what it starts with
//                     when it is new (initial)
//   version: int      graph version that this write makes
//   now: str          time of the write, ISO 8601
// Returns:
//   written: int      how many nodes were written
// Access: WRITE
// Index: knowledge_id
CYPHER 25
UNWIND $rows AS row
MERGE (n:Knowledge {id: row.id})
WITH n, row, n.status AS status, n.version AS number
SET n:$(row.labels),
    n += row.properties,
    n += CASE WHEN number IS NULL THEN coalesce(row.initial, {}) ELSE {} END,
    n.status = CASE WHEN status IN ['draft', 'review'] OR n.status_by IS NOT NULL
      THEN status ELSE row.properties.status END,
    n.previous_version_id = CASE WHEN number IS NOT NULL
      THEN 'rev_' + row.id + '_' + toString($version) END,
    n.content_hash = row.content_hash,
    n.version = coalesce(n.version, 0) + 1,
    n.from_version = $version,
    n.created_at = coalesce(n.created_at, datetime($now)),
    n.updated_at = datetime($now)
RETURN count(n) AS written
