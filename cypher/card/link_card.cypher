// Join a card and its tree to what they speak about; relationships that are not wanted any more go.
//
// The types come from graph/vocabulary.py, never from a user.
//
// Params:
//   id: str            id of the card
//   prefix: str        what the ids of its tree's nodes begin with
//   rows: list[map]    start, end, type, relation_id, properties of every relationship
//   now: str           time of the write, ISO 8601
// Returns:
//   written: int       how many relationships the card and its tree have
// Access: WRITE
// Index: failure_card_id, knowledge_id, diagnostic_node_id
// Plan: CartesianProduct of one node by one node per row, each found by its id
CYPHER 25
MATCH (c:FailureCard {id: $id})
CALL (c) {
  MATCH (c)-[old:INDICATES|RESOLVES|REQUIRES|COVERS|CONCERNS|EXPLAINED_BY|HAS_TREE]-(:Knowledge)
  WHERE NOT old.relation_id IN [row IN $rows | row.relation_id]
  DELETE old
}
CALL () {
  MATCH (n:DiagnosticNode)-[old:IF_YES|IF_NO|CONFIRMS]->(:Knowledge)
  WHERE n.id STARTS WITH $prefix AND NOT old.relation_id IN [row IN $rows | row.relation_id]
  DELETE old
}
CALL () {
  UNWIND $rows AS row
  MATCH (a:Knowledge {id: row.start})
  MATCH (b:Knowledge {id: row.end})
  MERGE (a)-[r:$(row.type) {relation_id: row.relation_id}]->(b)
  SET r.created_at = coalesce(r.created_at, datetime($now)),
      r.evidence_count = coalesce(r.evidence_count, 0),
      r += row.properties
  RETURN count(r) AS written
}
RETURN written AS written
