// List events after a position, in the order in which they happened.
//
// Those about one node are found by it, all others by reading on in the log.
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
// Index: graph_version_id, event_position, event_aggregate_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  CALL (v) {
    WITH v WHERE $aggregate_id IS NULL
    MATCH (e:Event)
    USING INDEX e:Event(position)
    WHERE e.position > $after
      AND ($garage_id IS NULL OR e.garage_id = $garage_id)
      AND ($event_type IS NULL OR e.event_type = $event_type)
      AND ($status IS NULL OR e.status = $status)
      AND ($aggregate_type IS NULL OR e.aggregate_type = $aggregate_type)
    RETURN e ORDER BY e.position LIMIT $limit
    UNION ALL
    MATCH (e:Event)
    USING INDEX e:Event(aggregate_id)
    WHERE e.aggregate_id = $aggregate_id AND e.position > $after
      AND ($garage_id IS NULL OR e.garage_id = $garage_id)
      AND ($event_type IS NULL OR e.event_type = $event_type)
      AND ($status IS NULL OR e.status = $status)
      AND ($aggregate_type IS NULL OR e.aggregate_type = $aggregate_type)
    RETURN e ORDER BY e.position LIMIT $limit
  }
  WITH e ORDER BY e.position LIMIT $limit
  RETURN collect(properties(e)) AS events
}
RETURN coalesce(v.version, 0) AS graph_version, events AS events
