// Write knowledge relationships that the graph has, without their weights.
//
// What a person decided on stays so: a status with a name to it, and any draft or review.
// The types come from graph/vocabulary.py, never from a user.
//
// Params:
//   rows: list[map]   start, end, type, relation_id, properties, content_hash
//   now: str          time of the write, ISO 8601
// Returns:
//   written: int      how many relationships were written
// Access: WRITE
// Plan: CartesianProduct of one node by one node per row, each found by its id
// Index: knowledge_id
CYPHER 25
UNWIND $rows AS row
MATCH (a:Knowledge {id: row.start})
USING INDEX a:Knowledge(id)
MATCH (b:Knowledge {id: row.end})
USING INDEX b:Knowledge(id)
MERGE (a)-[r:$(row.type) {relation_id: row.relation_id}]->(b)
WITH r, row, r.status AS status
SET r += row.properties,
    r.status = CASE WHEN status IN ['draft', 'review'] OR r.status_by IS NOT NULL
      THEN status ELSE row.properties.status END,
    r.content_hash = row.content_hash,
    r.created_at = coalesce(r.created_at, datetime($now)),
    r.evidence_count = coalesce(r.evidence_count, 0)
RETURN count(r) AS written
