// Read what the signature of every failure card is made of, and the hash that it has.
//
// Returns:
//   cards: list[map]   id, signature_hash, symptoms, codes, subsystem, failure mode, conditions
// Access: READ
CYPHER 25
MATCH (c:FailureCard)
RETURN collect(c {.id, .signature_hash, .primary_symptoms, .error_codes, .subsystem_category, .failure_mode,
  .temperature_range, .humidity_range, .load_condition, .mileage_range, .vehicle_age_months,
  .occurrence_pattern, .time_of_day_pattern}) AS cards
