// Count what waits in the queue, and how long the oldest has waited.
//
// Params:
//   garage_id: str | null     only of this garage; null: of all
// Returns:
//   graph_version: int        version of the graph
//   position: int             position of the last event of all garages; 0: there is none
//   pending: int              events that wait
//   claimed: int              events that are being handled
//   dead: int                 events that were given up
//   oldest_pending_s: float   seconds since the oldest one happened that is not done; 0: all are
// Access: READ
// Index: graph_version_id, event_log_id, event_status_position
// Plan: the CartesianProduct joins single rows
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
OPTIONAL MATCH (log:EventLog {id: 'events'})
CALL (log) {
  MATCH (e:Event)
  WHERE e.status IN ['pending', 'claimed', 'dead'] AND ($garage_id IS NULL OR e.garage_id = $garage_id)
  RETURN count(CASE WHEN e.status = 'pending' THEN 1 END) AS pending,
         count(CASE WHEN e.status = 'claimed' THEN 1 END) AS claimed,
         count(CASE WHEN e.status = 'dead' THEN 1 END) AS dead,
         min(CASE WHEN e.status <> 'dead' THEN e.occurred_at END) AS oldest
}
RETURN coalesce(v.version, 0) AS graph_version,
       coalesce(log.position, 0) AS position,
       pending AS pending, claimed AS claimed, dead AS dead,
       coalesce((datetime().epochMillis - oldest.epochMillis) / 1000.0, 0.0) AS oldest_pending_s
