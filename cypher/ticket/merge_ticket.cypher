// Write what is new of a ticket, and join it to its vehicle, its diagnosis and its card.
//
// Params:
//   id: str                  id of the ticket
//   properties: map          by property key; null removes one
//   vehicle_id: str | null   stored vehicle that it is on; null leaves it as it is
//   case_id: str | null      its diagnosis; null leaves it as it is
//   card_id: str | null      card that the technician chose; null leaves it as it is
// Returns:
//   id: str                  the same id
// Access: WRITE
// Index: ticket_id, vehicle_id, case_id, failure_card_id
CYPHER 25
MERGE (t:Ticket {id: $id})
SET t += $properties
WITH t
CALL (t) {
  MATCH (v:Vehicle {id: $vehicle_id})
  OPTIONAL MATCH (t)-[old:ON]->(other:Vehicle)
  WHERE other <> v
  DELETE old
  MERGE (t)-[:ON]->(v)
}
CALL (t) {
  MATCH (c:Case {id: $case_id})
  OPTIONAL MATCH (t)-[old:DIAGNOSED_AS]->(other:Case)
  WHERE other <> c
  DELETE old
  MERGE (t)-[:DIAGNOSED_AS]->(c)
}
CALL (t) {
  MATCH (f:FailureCard {id: $card_id})
  OPTIONAL MATCH (t)-[old:USED]->(other:FailureCard)
  WHERE other <> f
  DELETE old
  MERGE (t)-[:USED]->(f)
}
RETURN t.id AS id
