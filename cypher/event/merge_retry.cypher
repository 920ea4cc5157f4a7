// Let a dead event, or one that waits for its next attempt, be tried again now, with all attempts.
//
// Params:
//   id: str                 the event
//   garage_id: str | null   only of this garage; null: of any
// Returns:
//   event: map              its properties after that
//   retried: bool           false: it is done or being handled, and stays as it is
// Access: WRITE
// Index: event_id
CYPHER 25
MATCH (e:Event {id: $id})
WHERE $garage_id IS NULL OR e.garage_id = $garage_id
REMOVE e.version
WITH e, e.status IN ['dead', 'pending'] AS retried
FOREACH (x IN CASE WHEN retried THEN [e] ELSE [] END |
  SET x.status = 'pending', x.attempts = 0
  REMOVE x.next_attempt_at)
RETURN properties(e) AS event, retried AS retried
