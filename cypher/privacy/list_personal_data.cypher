// List what is held of a person or vehicle, with the cases that it belongs to.
//
// Params:
//   garage_id: str            garage that asks
//   case_id: str | null       of this case
//   vin: str | null           of this VIN
//   plate: str | null         of this plate
//   contact: str | null       of this contact
// Returns:
//   held: list[map]           properties of each :PersonalData and cases, its :Case nodes
// Access: READ
// Index: personal_data_vin, personal_data_plate, personal_data_customer_contact, case_id
CYPHER 25
CALL () {
  MATCH (p:PersonalData {vin: $vin}) RETURN p
  UNION
  MATCH (p:PersonalData {plate: $plate}) RETURN p
  UNION
  MATCH (p:PersonalData {customer_contact: $contact}) RETURN p
  UNION
  MATCH (:Case {id: $case_id})-[:IDENTIFIED_BY]->(p:PersonalData) RETURN p
}
WITH p WHERE p.garage_id = $garage_id
WITH p ORDER BY p.id
RETURN collect(p {.*, cases: COLLECT {
  MATCH (c:Case)-[:IDENTIFIED_BY]->(p)
  RETURN c {.*, observed: [(c)-[r:OBSERVED]->(o:Observable) | [o.id, r.state]]} ORDER BY c.id
}}) AS held
