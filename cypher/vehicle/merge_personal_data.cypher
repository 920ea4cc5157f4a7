// Keep what identifies a vehicle and its owner, apart from the vehicle so that it can be erased.
//
// Params:
//   vehicle_id: str     id of the vehicle
//   garage_id: str      id of its garage
//   personal_id: str    id of the personal data
//   properties: map     vin, plate, customer_name, customer_contact; null removes one
//   now: str            time of the write, ISO 8601
// Returns:
//   id: str             id of the personal data
// Access: WRITE
// Index: vehicle_id, personal_data_id
CYPHER 25
MATCH (v:Vehicle {id: $vehicle_id})
MERGE (p:PersonalData {id: $personal_id})
ON CREATE SET p.created_at = datetime($now), p.garage_id = $garage_id
SET p += $properties
MERGE (v)-[:IDENTIFIED_BY]->(p)
RETURN p.id AS id
