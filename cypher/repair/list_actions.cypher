// List technicians' actions, the newest first, one page at a time.
//
// Params:
//   garage_id: str | null      garage that asks; null: of all garages
//   technician: str | null     only of this technician
//   before: str | null         started_at of the last action of the page before
//   before_id: str             its id, or ""
//   limit: int                 size of a page, and one more to see whether it is the last
// Returns:
//   graph_version: int         version of the graph that answers
//   actions: list[map]         properties of each :TechnicianAction
// Access: READ
// Index: technician_action_started_at, graph_version_id
CYPHER 25
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
CALL (g) {
  MATCH (a:TechnicianAction)
  WHERE a.started_at IS NOT NULL
    AND ($garage_id IS NULL OR a.garage_id = $garage_id)
    AND ($technician IS NULL OR a.technician_id = $technician)
    AND ($before IS NULL OR a.started_at < datetime($before)
      OR (a.started_at = datetime($before) AND a.id < $before_id))
  WITH a ORDER BY a.started_at DESC, a.id DESC LIMIT $limit
  RETURN collect(properties(a)) AS actions
}
RETURN coalesce(g.version, 0) AS graph_version, actions AS actions
