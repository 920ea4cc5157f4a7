// Write what is new of a technician's action, with what was tried and what was ruled out.
//
// Both are joined to what they are about: the fault, the node of a card's tree, and the observable
// that was found, or found missing.
//
// Params:
//   id: str                  id of the action
//   ticket_id: str           ticket that it is part of, whose garage the caller has checked
//   properties: map          by property key
//   card_id: str | null      card that was used; null leaves it as it is
//   tried: list[map]         properties, about (ids), observable_id and state of each attempt
//   usage_ids: list[str]     parts of the same ticket that it consumed
//   ruled_out: list[map]     the same of each hypothesis that was rejected
// Returns:
//   id: str                  the same id
// Access: WRITE
// Index: ticket_id, technician_action_id, failure_card_id, attempted_diagnostic_id, rejected_hypothesis_id, part_usage_id, knowledge_id, observable_id
CYPHER 25
MATCH (t:Ticket {id: $ticket_id})
MERGE (a:TechnicianAction {id: $id})
SET a += $properties
MERGE (a)-[:WORKED_ON]->(t)
WITH a
CALL (a) {
  MATCH (f:FailureCard {id: $card_id})
  OPTIONAL MATCH (a)-[old:USED]->(other:FailureCard)
  WHERE other <> f
  DELETE old
  MERGE (a)-[:USED]->(f)
}
CALL (a) {
  UNWIND $usage_ids AS usage_id
  MATCH (u:PartUsage {id: usage_id})
  SET u.action_id = a.id
  MERGE (a)-[:CONSUMED]->(u)
}
CALL (a) {
  UNWIND $tried AS row
  MERGE (d:AttemptedDiagnostic {id: row.properties.id})
  SET d += row.properties
  MERGE (a)-[:TRIED]->(d)
  WITH d, row
  CALL (d, row) {
    UNWIND row.about AS about_id
    MATCH (k:Knowledge {id: about_id})
    MERGE (d)-[:ABOUT]->(k)
  }
  OPTIONAL MATCH (o:Observable {id: row.observable_id})
  FOREACH (found IN CASE WHEN o IS NULL THEN [] ELSE [o] END |
    MERGE (d)-[r:OBSERVED]->(found) SET r.state = row.state)
}
CALL (a) {
  UNWIND $ruled_out AS row
  MERGE (h:RejectedHypothesis {id: row.properties.id})
  SET h += row.properties
  MERGE (a)-[:RULED_OUT]->(h)
  WITH h, row
  CALL (h, row) {
    UNWIND row.about AS about_id
    MATCH (k:Knowledge {id: about_id})
    MERGE (h)-[:ABOUT]->(k)
  }
  OPTIONAL MATCH (o:Observable {id: row.observable_id})
  FOREACH (found IN CASE WHEN o IS NULL THEN [] ELSE [o] END |
    MERGE (h)-[r:OBSERVED]->(found) SET r.state = row.state)
}
RETURN a.id AS id
