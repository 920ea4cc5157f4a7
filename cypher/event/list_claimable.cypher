// List the first events that may be claimed now, in the order of the log.
//
// An event is claimable when no earlier one of the same aggregate waits or is being handled. One
// whose claim has run out is claimable again. Dead events hold nothing up. The hints keep the cost
// free of how many events are done, and of how many wait behind the first ones.
//
// Params:
//   garage_id: str | null   only of this garage; null: of all
//   claimed_by: str         the claim; what it has already is listed first, if it asks again
//   lease_s: int            seconds that a claim lasts
//   limit: int              most events
// Returns:
//   ids: list[str]          ids, in order
// Access: READ
// Index: event_status_position, event_aggregate_id_status
CYPHER 25
CALL () {
  MATCH (e:Event)
  USING INDEX e:Event(status, position)
  WHERE e.status = 'pending' AND e.position > 0
    AND ($garage_id IS NULL OR e.garage_id = $garage_id)
    AND coalesce(e.next_attempt_at <= datetime(), true)
    AND NOT EXISTS {
      MATCH (before:Event)
      USING INDEX before:Event(aggregate_id, status)
      WHERE before.aggregate_id = e.aggregate_id AND before.status IN ['pending', 'claimed']
        AND before.position < e.position
    }
  RETURN e ORDER BY e.status, e.position LIMIT $limit
  UNION ALL
  MATCH (e:Event {status: 'claimed'})
  WHERE ($garage_id IS NULL OR e.garage_id = $garage_id)
    AND (e.claimed_by = $claimed_by OR e.claimed_at < datetime() - duration({seconds: $lease_s}))
  RETURN e ORDER BY e.position LIMIT $limit
}
WITH e ORDER BY e.position LIMIT $limit
RETURN collect(e.id) AS ids
