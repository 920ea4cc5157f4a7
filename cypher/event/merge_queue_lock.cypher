// Take the lock of the queue, so that two workers never choose the same event.
//
// It is held for the moment of choosing only; whoever appends to the log does not wait for it.
//
// Returns:
//   id: str              of the node that is locked
// Access: WRITE
// Index: event_log_id
CYPHER 25
MERGE (queue:EventLog {id: 'queue'})
  ON CREATE SET queue.position = 0
REMOVE queue.status
RETURN queue.id AS id
