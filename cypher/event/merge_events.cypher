// Append events to the log, each with the next position, and join them to what they tell of.
//
// The events are written and joined first, so that nothing is waited for under the log's lock; it is
// held from the last step to the end of the transaction. So positions follow the order of commits
// and have no gaps: whoever reads on after a position misses nothing.
//
// Params:
//   events: list[map]    properties of each :Event without position and time, in order
//   now: str             time of the change, ISO 8601
// Returns:
//   written: int         how many were not there yet
// Access: WRITE
// Index: event_id, event_log_id, ticket_id, failure_card_id, technician_action_id
CYPHER 25
UNWIND range(0, size($events) - 1) AS place
WITH place, $events[place] AS row
OPTIONAL MATCH (known:Event {id: row.id})
WITH place, row WHERE known IS NULL
CREATE (e:Event)
SET e = row, e.occurred_at = datetime($now)
WITH place, e
OPTIONAL MATCH (t:Ticket {id: e.aggregate_id})
OPTIONAL MATCH (c:FailureCard {id: e.aggregate_id})
OPTIONAL MATCH (a:TechnicianAction {id: e.aggregate_id})
WITH place, e, coalesce(t, c, a) AS about
FOREACH (node IN CASE WHEN about IS NULL THEN [] ELSE [about] END | CREATE (e)-[:ABOUT]->(node))
WITH e ORDER BY place
WITH collect(e) AS fresh
CALL (fresh) {
  WITH fresh WHERE size(fresh) > 0
  MERGE (log:EventLog {id: 'events'})
    ON CREATE SET log.position = 0
  REMOVE log.status
  WITH fresh, log, log.position AS start
  SET log.position = start + size(fresh)
  WITH fresh, start
  UNWIND range(0, size(fresh) - 1) AS place
  WITH fresh[place] AS e, start + place + 1 AS position
  SET e.position = position
  RETURN count(e) AS written
}
RETURN written AS written
