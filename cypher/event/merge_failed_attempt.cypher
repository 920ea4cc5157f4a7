// Keep why an attempt failed: the event waits for the next one, or dies after the last.
//
// Params:
//   id: str              the event
//   claimed_by: str      the claim; another one's is left alone
//   error: str           kind of error, without personal data
//   delay_s: float       seconds until the next attempt
//   most_attempts: int   after which it dies
// Returns:
//   status: str          pending or dead
// Access: WRITE
// Index: event_id
CYPHER 25
MATCH (e:Event {id: $id})
REMOVE e.version
WITH e WHERE e.status = 'claimed' AND e.claimed_by = $claimed_by
SET e.status = CASE WHEN e.attempts >= $most_attempts THEN 'dead' ELSE 'pending' END,
    e.last_error = $error,
    e.next_attempt_at = CASE WHEN e.attempts >= $most_attempts THEN null
      ELSE datetime() + duration({milliseconds: toInteger($delay_s * 1000)}) END
REMOVE e.claimed_by, e.claimed_at
RETURN e.status AS status
