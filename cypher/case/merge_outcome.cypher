// Keep the outcome with its case, and what was written with it apart from it.
//
// Params:
//   id: str              id of the case, whose garage the caller has checked
//   outcome: map         outcome, fault_id, verification_method, idempotency_key, taught_*
//   notes: list[str]     what was written with it, or none
//   personal_id: str     id of a :PersonalData, should the case have none
//   now: str             time of the outcome, ISO 8601
// Returns:
//   id: str              id of the case
// Access: WRITE
// Index: case_id, fault_id
CYPHER 25
MATCH (c:Case {id: $id})
SET c += $outcome, c.confirmed_at = datetime($now)
CALL (c) {
  MATCH (f:Fault {id: $outcome.fault_id})
  MERGE (c)-[:CONFIRMED]->(f)
}
CALL (c) {
  UNWIND $notes AS text
  MERGE (c)-[:IDENTIFIED_BY]->(p:PersonalData)
    ON CREATE SET p.id = $personal_id, p.garage_id = c.garage_id, p.created_at = datetime($now)
  SET p.notes = text
}
RETURN c.id AS id
