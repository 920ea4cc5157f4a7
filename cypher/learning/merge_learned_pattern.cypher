// Count an outcome for the faults that were said and found with these observables on such a vehicle.
//
// Params:
//   rows: list[map]           id, fault_id, confirmed (0, .5 or 1) of each of the two faults
//   vehicle_category: str     vehicle type and powertrain
//   signature: list[str]      present observables, sorted
//   mileage_km: int | null    of the vehicle
//   now: str                  time of the outcome, ISO 8601
// Returns:
//   written: int              how many patterns were counted
// Access: WRITE
// Index: learned_pattern_vehicle_category_observable_signature_fault_id
CYPHER 25
UNWIND $rows AS row
MERGE (p:LearnedPattern {vehicle_category: $vehicle_category, observable_signature: $signature, fault_id: row.fault_id})
  ON CREATE SET p.id = row.id, p.occurrence_count = 0, p.confirmed_count = 0.0
SET p.occurrence_count = p.occurrence_count + 1,
    p.confirmed_count = p.confirmed_count + row.confirmed,
    p.updated_at = datetime($now),
    p.mileage_km_from = CASE WHEN $mileage_km < p.mileage_km_from THEN $mileage_km ELSE coalesce(p.mileage_km_from, $mileage_km) END,
    p.mileage_km_to = CASE WHEN $mileage_km > p.mileage_km_to THEN $mileage_km ELSE coalesce(p.mileage_km_to, $mileage_km) END
SET p.confirmation_rate = p.confirmed_count / p.occurrence_count
RETURN count(p) AS written
