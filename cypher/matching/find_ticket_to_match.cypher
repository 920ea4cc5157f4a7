// Find what a ticket says of its failure and its vehicle.
//
// Params:
//   id: str             id of the ticket
//   garage_id: str      garage whose tickets may be read, or null for all
// Returns:
//   ticket: map         title, description, codes, make, model, locale and garage
// Access: READ
// Index: ticket_id
CYPHER 25
MATCH (t:Ticket {id: $id})
WHERE $garage_id IS NULL OR t.garage_id = $garage_id
RETURN t {.id, .garage_id, .title, .description, .category, .locale, .error_codes_reported,
          .vehicle_make, .vehicle_model, .vehicle_mileage_km, .vehicle_type} AS ticket
