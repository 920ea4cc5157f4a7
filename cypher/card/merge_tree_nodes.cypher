// Write the nodes of a card's tree; those that are no longer in it are kept as deprecated.
//
// Params:
//   rows: list[map]     id and properties of each node that is new or changed
//   removed: list[str]  ids of nodes that are no longer in the tree
//   user: str           who wrote them
//   version: int        graph version that this write makes
//   now: str            time of the write, ISO 8601
// Returns:
//   written: int        how many nodes were written
// Access: WRITE
// Index: knowledge_id, diagnostic_node_id
CYPHER 25
CALL () {
  UNWIND $removed AS id
  MATCH (gone:DiagnosticNode {id: id})
  SET gone.status = 'deprecated', gone.from_version = $version, gone.updated_at = datetime($now)
  RETURN count(gone) AS removed
}
CALL () {
  UNWIND $rows AS row
  MERGE (n:Knowledge {id: row.id})
  WITH n, row, n.version AS before
  SET n:DiagnosticNode, n += row.properties
  SET n.previous_version_id = CASE WHEN before IS NOT NULL THEN 'rev_' + row.id + '_' + toString($version) END,
      n.version = CASE WHEN n.from_version = $version THEN before ELSE coalesce(before, 0) + 1 END,
      n.from_version = $version,
      n.created_by = coalesce(n.created_by, $user),
      n.created_at = coalesce(n.created_at, datetime($now)),
      n.updated_at = datetime($now)
  RETURN count(n) AS written
}
RETURN written AS written
