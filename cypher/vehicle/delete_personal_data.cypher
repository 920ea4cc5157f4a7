// Erase what identifies a vehicle and its owner; the vehicle and its history stay.
//
// Params:
//   garage_id: str     id of the garage
//   vehicle_id: str    id of the vehicle
// Returns:
//   erased: int        how many nodes of personal data were there
// Access: WRITE
// Index: vehicle_id
CYPHER 25
MATCH (v:Vehicle {id: $vehicle_id, garage_id: $garage_id})
OPTIONAL MATCH (v)-[:IDENTIFIED_BY]->(p:PersonalData)
DETACH DELETE p
RETURN count(p) AS erased
