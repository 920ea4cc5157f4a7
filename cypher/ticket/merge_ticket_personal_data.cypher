// Keep who brought a ticket's vehicle, apart from the ticket so that it can be erased.
//
// Params:
//   ticket_id: str      id of the ticket
//   garage_id: str      id of its garage
//   personal_id: str    id of the personal data
//   properties: map     vin, plate, customer_name, customer_contact and their keys
//   now: datetime       time of the write
// Returns:
//   id: str             id of the personal data
// Access: WRITE
// Index: ticket_id, personal_data_id
CYPHER 25
MATCH (t:Ticket {id: $ticket_id})
MERGE (p:PersonalData {id: $personal_id})
ON CREATE SET p.created_at = $now, p.garage_id = $garage_id
SET p += $properties
MERGE (t)-[:IDENTIFIED_BY]->(p)
RETURN p.id AS id
