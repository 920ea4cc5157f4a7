// List tickets, the newest first, one page at a time, without personal data.
//
// Params:
//   garage_id: str | null      garage that asks; null: of all garages
//   status: str | null         only with this status
//   priority: str | null       only with this priority
//   technician: str | null     only assigned to this technician
//   category: str | null       only of this category
//   vehicle: str | null        id of the stored vehicle, or part of make and model in lower case
//   text: str | null           part of title, description or resolution, in lower case
//   since: str | null          only from this moment on, ISO 8601
//   until: str | null          only before this moment, ISO 8601
//   before: str | null         created_at of the last ticket of the page before
//   before_id: str             its id, or ""
//   limit: int                 size of a page, and one more to see whether it is the last
// Returns:
//   graph_version: int         version of the graph that answers
//   tickets: list[map]         properties of each :Ticket
// Access: READ
// Index: ticket_garage_page, ticket_created_at, graph_version_id
CYPHER 25
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
CALL (g) {
  MATCH (t:Ticket)
  WHERE t.created_at IS NOT NULL
    AND ($garage_id IS NULL OR t.garage_id = $garage_id)
    AND ($status IS NULL OR t.status = $status)
    AND ($priority IS NULL OR t.priority = $priority)
    AND ($technician IS NULL OR t.assigned_technician_id = $technician)
    AND ($category IS NULL OR t.category = $category)
    AND ($vehicle IS NULL OR t.vehicle_id = $vehicle
      OR toLower(coalesce(t.vehicle_make, '') + ' ' + coalesce(t.vehicle_model, '')) CONTAINS $vehicle)
    AND ($text IS NULL OR toLower(t.title) CONTAINS $text OR toLower(t.description) CONTAINS $text
      OR toLower(t.resolution) CONTAINS $text)
    AND ($since IS NULL OR t.created_at >= datetime($since))
    AND ($until IS NULL OR t.created_at < datetime($until))
    AND ($before IS NULL OR t.created_at < datetime($before)
      OR (t.created_at = datetime($before) AND t.id < $before_id))
  WITH t ORDER BY t.created_at DESC, t.id DESC LIMIT $limit
  RETURN collect(properties(t)) AS tickets
}
RETURN coalesce(g.version, 0) AS graph_version, tickets AS tickets
