// List the users of a garage by id, one page at a time, without hashes.
//
// Params:
//   garage_id: str | null   garage that asks; null: all garages
//   after: str              id of the last user of the page before, or ""
//   limit: int              size of a page, and one more to see whether it is the last
// Returns:
//   users: list[map]        id, username, role, garage_id, is_cross_garage, is_active, locale, times
//   graph_version: int      version of the graph that answers
// Access: READ
// Index: user_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (u:User)
  WHERE u.id > $after AND ($garage_id IS NULL OR u.garage_id = $garage_id)
  WITH u ORDER BY u.id LIMIT $limit
  RETURN collect(u {.id, .username, .role, .garage_id, .is_cross_garage, .is_active, .locale,
                    .created_at, .updated_at}) AS users
}
RETURN users AS users, coalesce(v.version, 0) AS graph_version
