// Find the vehicles of a garage that already carry a key or a VIN.
//
// Params:
//   garage_id: str           id of the garage
//   key: str | null          idempotency key of the caller
//   vin: str | null          vehicle identification number
// Returns:
//   by_key: str | null       id of the vehicle with the key
//   by_vin: str | null       id of the vehicle with the VIN
// Access: READ
// Index: vehicle_garage_key, personal_data_vin
// Plan: the CartesianProduct joins two single rows
CYPHER 25
OPTIONAL MATCH (v:Vehicle {garage_id: $garage_id, idempotency_key: $key})
CALL () {
  OPTIONAL MATCH (p:PersonalData {vin: $vin})
  WHERE p.garage_id = $garage_id
  OPTIONAL MATCH (p)<-[:IDENTIFIED_BY]-(w:Vehicle {garage_id: $garage_id})
  RETURN min(w.id) AS by_vin
}
RETURN v.id AS by_key, by_vin AS by_vin
