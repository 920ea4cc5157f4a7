// Create knowledge relationships that the graph does not have yet, without their weights.
//
// The caller holds the graph version's lock and has compared relation ids, so a CREATE cannot
// double one; a MERGE would read every relationship of a hub for each row.
// The types come from graph/vocabulary.py, never from a user.
//
// Params:
//   rows: list[map]   start, end, type, relation_id, properties, content_hash
//   now: str          time of the write, ISO 8601
// Returns:
//   written: int      how many relationships were created
// Access: WRITE
// Plan: CartesianProduct of one node by one node per row, each found by its id
// Index: knowledge_id
CYPHER 25
UNWIND $rows AS row
MATCH (a:Knowledge {id: row.start})
USING INDEX a:Knowledge(id)
MATCH (b:Knowledge {id: row.end})
USING INDEX b:Knowledge(id)
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties,
    r.relation_id = row.relation_id,
    r.content_hash = row.content_hash,
    r.created_at = datetime($now),
    r.evidence_count = 0
RETURN count(r) AS written
