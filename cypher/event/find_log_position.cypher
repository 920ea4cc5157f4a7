// Find the position of the last event: what a stream looks at before it reads on.
//
// Returns:
//   position: int        0: there is no event
// Access: READ
// Index: event_log_id
CYPHER 25
OPTIONAL MATCH (log:EventLog {id: 'events'})
RETURN coalesce(log.position, 0) AS position
