// Keep the state that each node had before this write, as one :Revision per node.
//
// A node that is new gets a bare :Knowledge node here; merge_nodes fills it in the same
// transaction.
//
// Params:
//   rows: list[map]   id, change ("create", "update", "deprecate", "restore") of each node
//   version: int      graph version that this write makes
//   now: str          time of the write, ISO 8601
// Returns:
//   revisions: int    how many were kept
// Access: WRITE
// Index: knowledge_id, revision_id
CYPHER 25
UNWIND $rows AS row
MERGE (n:Knowledge {id: row.id})
MERGE (rev:Revision {id: 'rev_' + row.id + '_' + toString($version)})
SET rev = n {
  .*,
  embedding: null,
  id: rev.id,
  entity_id: row.id,
  entity_kind: 'node',
  change: row.change,
  from_version: coalesce(n.from_version, 0),
  to_version: $version,
  occurred_at: datetime($now)
}
MERGE (rev)-[:CHANGED]->(n)
RETURN count(rev) AS revisions
