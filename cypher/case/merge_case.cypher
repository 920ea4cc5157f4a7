// Store one diagnosis: what was observed, what was concluded, and apart from it who it is about.
//
// Params:
//   case: map               properties of the :Case, without its times
//   observed: list[map]     observable, state, qualifiers, dtc_status of each settled finding
//   concluded: list[map]    fault, probability (0 to 1), rank of each fault that was shown
//   personal: list[map]     properties of the :PersonalData, or none
//   now: str                time of the diagnosis, ISO 8601
// Returns:
//   id: str                 id of the case
// Access: WRITE
// Index: observable_id, fault_id
CYPHER 25
CREATE (c:Case)
SET c = $case, c.created_at = datetime($now)
CALL (c) {
  UNWIND $observed AS row
  MATCH (o:Observable {id: row.observable})
  CREATE (c)-[:OBSERVED {state: row.state, qualifiers: row.qualifiers, dtc_status: row.dtc_status}]->(o)
}
CALL (c) {
  UNWIND $concluded AS row
  MATCH (f:Fault {id: row.fault})
  CREATE (c)-[:CONCLUDED {probability: row.probability, rank: row.rank}]->(f)
}
CALL (c) {
  UNWIND $personal AS row
  CREATE (c)-[:IDENTIFIED_BY]->(p:PersonalData)
  SET p = row, p.created_at = datetime($now)
}
RETURN c.id AS id
