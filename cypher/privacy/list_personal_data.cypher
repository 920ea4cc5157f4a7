// List what is held of a person or vehicle, with the cases, vehicles and tickets that it belongs to.
//
// A ticket belongs to what identifies its vehicle too.
//
// Params:
//   garage_id: str            garage that asks
//   case_id: str | null       of this case
//   ticket_id: str | null     of this ticket
//   vin: str | null           of this VIN
//   plate: str | null         of this plate, letters and digits in upper case
//   contact: str | null       of this contact, in lower case
// Returns:
//   held: list[map]           properties of each :PersonalData, its cases, vehicles and tickets
// Access: READ
// Index: personal_data_vin, personal_data_plate_key, personal_data_contact_key, case_id, ticket_id
CYPHER 25
CALL () {
  MATCH (p:PersonalData {vin: $vin}) RETURN p
  UNION
  MATCH (p:PersonalData {plate_key: $plate}) RETURN p
  UNION
  MATCH (p:PersonalData {contact_key: $contact}) RETURN p
  UNION
  MATCH (:Case {id: $case_id})-[:IDENTIFIED_BY]->(p:PersonalData) RETURN p
  UNION
  MATCH (:Ticket {id: $ticket_id})-[:IDENTIFIED_BY]->(p:PersonalData) RETURN p
}
WITH p WHERE p.garage_id = $garage_id
WITH p ORDER BY p.id
RETURN collect(p {.*, cases: COLLECT {
  MATCH (c:Case)-[:IDENTIFIED_BY]->(p)
  RETURN c {.*, observed: [(c)-[r:OBSERVED]->(o:Observable) | [o.id, r.state]]} ORDER BY c.id
}, vehicles: COLLECT {
  MATCH (v:Vehicle)-[:IDENTIFIED_BY]->(p)
  RETURN v {.*} ORDER BY v.id
}, tickets: COLLECT {
  MATCH (t:Ticket)
  WHERE (t)-[:IDENTIFIED_BY]->(p) OR (t)-[:ON]->(:Vehicle)-[:IDENTIFIED_BY]->(p)
  RETURN t {.*} ORDER BY t.id
}}) AS held
