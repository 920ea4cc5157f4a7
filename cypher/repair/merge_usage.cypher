// Write what is new of a part usage, and join it to its ticket, its part and the action that took it.
//
// Params:
//   id: str                  id of the part usage
//   ticket_id: str           its ticket, whose garage the caller has checked
//   action_id: str | null    technician's action that it is part of
//   part_id: str | null      its part, joined where the graph has it
//   properties: map          by property key
// Returns:
//   id: str                  the same id
// Access: WRITE
// Index: ticket_id, part_usage_id, technician_action_id, part_id
CYPHER 25
MATCH (t:Ticket {id: $ticket_id})
MERGE (u:PartUsage {id: $id})
SET u += $properties
MERGE (u)-[:ON]->(t)
WITH u
CALL (u) {
  MATCH (a:TechnicianAction {id: $action_id})
  MERGE (a)-[:CONSUMED]->(u)
}
CALL (u) {
  MATCH (p:Part {id: $part_id})
  MERGE (u)-[:OF]->(p)
}
RETURN u.id AS id
