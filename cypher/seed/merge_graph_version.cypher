// Take the graph version's lock and count it up by one.
//
// Every knowledge write begins with this query, so that writers queue in one order.
//
// Params:
//   now: str               time of the write, ISO 8601
// Returns:
//   version: int           the new graph version
// Access: WRITE
// Index: graph_version_id
CYPHER 25
MERGE (v:GraphVersion {id: 'graph'})
  ON CREATE SET v.version = 0, v.created_at = datetime($now)
SET v.version = v.version + 1,
    v.updated_at = datetime($now)
RETURN v.version AS version
