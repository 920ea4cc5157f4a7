// Append events to the log, each with the next position, and join them to what they tell of.
//
// The log's one node is locked until the transaction ends, so positions follow the order of commits
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
MERGE (log:EventLog {id: 'events'})
  ON CREATE SET log.position = 0
REMOVE log.status
WITH log, log.position AS start
UNWIND $events AS row
OPTIONAL MATCH (known:Event {id: row.id})
WITH log, start, row WHERE known IS NULL
WITH log, start, collect(row) AS fresh
SET log.position = start + size(fresh)
WITH start, fresh
UNWIND range(0, size(fresh) - 1) AS place
WITH start + place + 1 AS position, fresh[place] AS row
CREATE (e:Event)
SET e = row, e.position = position, e.occurred_at = datetime($now)
WITH e
OPTIONAL MATCH (t:Ticket {id: e.aggregate_id})
OPTIONAL MATCH (c:FailureCard {id: e.aggregate_id})
OPTIONAL MATCH (a:TechnicianAction {id: e.aggregate_id})
WITH e, coalesce(t, c, a) AS about
FOREACH (node IN CASE WHEN about IS NULL THEN [] ELSE [about] END | CREATE (e)-[:ABOUT]->(node))
RETURN count(e) AS written
