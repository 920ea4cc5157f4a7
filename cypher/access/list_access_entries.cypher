// List who asked for which change, the latest first, one page at a time.
//
// Params:
//   garage_id: str | null   garage that asks; null: all garages
//   user_id: str | null     only by this user or key
//   target: str | null      only where the address names this id
//   after_at: str | null    time of the last entry of the page before, ISO 8601
//   after_id: str | null    id of that entry
//   limit: int              size of a page, and one more to see whether it is the last
// Returns:
//   entries: list[map]      properties of each entry
//   graph_version: int      version of the graph that answers
// Access: READ
// Index: access_entry_created_at, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (a:AccessEntry)
  WHERE a.created_at IS NOT NULL
    AND ($garage_id IS NULL OR a.garage_id = $garage_id)
    AND ($user_id IS NULL OR a.user_id = $user_id)
    AND ($target IS NULL OR $target IN split(coalesce(a.target, ''), ' '))
    AND ($after_at IS NULL OR a.created_at < datetime($after_at)
         OR (a.created_at = datetime($after_at) AND a.id > $after_id))
  WITH a ORDER BY a.created_at DESC, a.id LIMIT $limit
  RETURN collect(a {.*}) AS entries
}
RETURN entries AS entries, coalesce(v.version, 0) AS graph_version
