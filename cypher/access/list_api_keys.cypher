// List the keys of programs of a garage by id, one page at a time, without their hashes.
//
// Params:
//   garage_id: str | null   garage that asks; null: all garages
//   after: str              id of the last key of the page before, or ""
//   limit: int              size of a page, and one more to see whether it is the last
// Returns:
//   api_keys: list[map]     id, name, role, garage_id, operations, created_by, times
//   graph_version: int      version of the graph that answers
// Access: READ
// Index: api_key_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (k:ApiKey)
  WHERE k.id > $after AND ($garage_id IS NULL OR k.garage_id = $garage_id)
  WITH k ORDER BY k.id LIMIT $limit
  RETURN collect(k {.*, secret_hash: null}) AS api_keys
}
RETURN api_keys AS api_keys, coalesce(v.version, 0) AS graph_version
