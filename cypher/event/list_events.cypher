// List events after a position, in the order in which they happened.
//
// Params:
//   garage_id: str | null        only of this garage; null: of all
//   after: int                   position of the last one known; 0: from the beginning
//   event_type: str | null       only of this type
//   status: str | null           only in this state
//   aggregate_type: str | null   only about this kind of node
//   aggregate_id: str | null     only about this one
//   limit: int                   most events
// Returns:
//   graph_version: int           version of the graph
//   events: list[map]            properties of each
// Access: READ
// Index: graph_version_id, event_position
// Plan: the CartesianProduct joins two single rows
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL () {
  MATCH (e:Event)
  WHERE e.position > $after
    AND ($garage_id IS NULL OR e.garage_id = $garage_id)
    AND ($event_type IS NULL OR e.event_type = $event_type)
    AND ($status IS NULL OR e.status = $status)
    AND ($aggregate_type IS NULL OR e.aggregate_type = $aggregate_type)
    AND ($aggregate_id IS NULL OR e.aggregate_id = $aggregate_id)
  WITH e ORDER BY e.position LIMIT $limit
  RETURN collect(properties(e)) AS events
}
RETURN coalesce(v.version, 0) AS graph_version, events AS events
