// List the part usages of a ticket, the newest first, one page at a time.
//
// Params:
//   garage_id: str | null      garage that asks; null: of all garages
//   ticket_id: str             the ticket
//   part_id: str | null        only of this part
//   status: str | null         only with this status
//   before: str | null         allocated_at of the last one of the page before
//   before_id: str             its id, or ""
//   limit: int                 size of a page, and one more to see whether it is the last
// Returns:
//   graph_version: int         version of the graph that answers
//   usages: list[map]          properties of each, part (id, labels) and is_known_substitute
// Access: READ
// Index: ticket_id, part_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
CALL (g) {
  MATCH (u:PartUsage)-[:ON]->(:Ticket {id: $ticket_id})
  WHERE u.allocated_at IS NOT NULL
    AND ($garage_id IS NULL OR u.garage_id = $garage_id)
    AND ($part_id IS NULL OR u.part_id = $part_id)
    AND ($status IS NULL OR u.status = $status)
    AND ($before IS NULL OR u.allocated_at < datetime($before)
      OR (u.allocated_at = datetime($before) AND u.id < $before_id))
  WITH u ORDER BY u.allocated_at DESC, u.id DESC LIMIT $limit
  RETURN collect(u {
    .*,
    part: head([(u)-[:OF]->(p:Part) | p {.id, .label_fr, .label_en}]),
    is_known_substitute: EXISTS {
      MATCH (x:Part {id: u.substitute_for})-[s:SIMILAR_TO]-(:Part)<-[:OF]-(u)
      WHERE s.status = 'active' AND (startNode(s) = x OR s.bidirectional)
    }
  }) AS usages
}
RETURN coalesce(g.version, 0) AS graph_version, usages AS usages
