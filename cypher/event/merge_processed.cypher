// Mark a claimed event as done, in the transaction of what its handler writes.
//
// Only whoever still has the claim marks it: without a row nothing may be written.
//
// Params:
//   id: str              the event
//   claimed_by: str      the claim
// Returns:
//   id: str              the event
// Access: WRITE
// Index: event_id
CYPHER 25
MATCH (e:Event {id: $id})
REMOVE e.version
WITH e WHERE e.status = 'claimed' AND e.claimed_by = $claimed_by
SET e.status = 'processed', e.processed_at = datetime()
REMOVE e.claimed_by, e.claimed_at, e.next_attempt_at, e.last_error
RETURN e.id AS id
