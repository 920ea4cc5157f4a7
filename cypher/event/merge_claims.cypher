// Claim events for a worker; each is looked at again under its own lock first.
//
// A claim counts as an attempt, so that an event that ends its worker is not tried for ever: one
// that has had its attempts dies. An event of a type that nothing handles is done at once.
//
// Params:
//   ids: list[str]          events, in the order in which they are to be handled
//   claimed_by: str         the claim: worker and a random part
//   lease_s: int            seconds that a claim lasts
//   most_attempts: int      after which an event dies
//   handled: list[str]      types that have a handler
// Returns:
//   events: list[map]       properties of each event that this claim has now
//   unhandled: int          events that were done at once
//   dead: list[str]         ids of those that died, because their last worker did not finish
// Access: WRITE
// Index: event_id
CYPHER 25
UNWIND $ids AS wanted
MATCH (e:Event {id: wanted})
REMOVE e.version
WITH e
WHERE e.status = 'pending' OR (e.status = 'claimed'
  AND (e.claimed_by = $claimed_by OR e.claimed_at < datetime() - duration({seconds: $lease_s})))
WITH e, CASE WHEN e.claimed_by = $claimed_by THEN 'mine'
             WHEN NOT e.event_type IN $handled THEN 'unhandled'
             WHEN e.attempts >= $most_attempts THEN 'dead' ELSE 'claimed' END AS what
FOREACH (x IN CASE WHEN what = 'unhandled' THEN [e] ELSE [] END |
  SET x.status = 'processed', x.processed_at = datetime()
  REMOVE x.claimed_by, x.claimed_at, x.next_attempt_at)
FOREACH (x IN CASE WHEN what = 'dead' THEN [e] ELSE [] END |
  SET x.status = 'dead', x.last_error = coalesce(x.last_error, 'the worker did not finish')
  REMOVE x.claimed_by, x.claimed_at, x.next_attempt_at)
FOREACH (x IN CASE WHEN what = 'claimed' THEN [e] ELSE [] END |
  SET x.status = 'claimed', x.claimed_by = $claimed_by, x.claimed_at = datetime(), x.attempts = x.attempts + 1
  REMOVE x.next_attempt_at)
WITH e, what ORDER BY e.position
RETURN collect(CASE WHEN what IN ['mine', 'claimed'] THEN properties(e) END) AS events,
       count(CASE WHEN what = 'unhandled' THEN 1 END) AS unhandled,
       collect(CASE WHEN what = 'dead' THEN e.id END) AS dead
