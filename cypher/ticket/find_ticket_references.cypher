// Find what a ticket is to be joined to: a vehicle and a case of its garage, and a card.
//
// Params:
//   garage_id: str          garage of the ticket
//   vehicle_id: str | null  of a stored vehicle
//   case_id: str | null     of a stored diagnosis
//   card_id: str | null     of a failure card
// Returns:
//   vehicle: map | null     properties of the vehicle
//   case_id: str | null     the same id, where the garage has the case
//   card_id: str | null     the same id, where there is such a card
// Access: READ
// Index: vehicle_id, case_id, failure_card_id
// Plan: the CartesianProduct joins three single rows
CYPHER 25
OPTIONAL MATCH (v:Vehicle {id: $vehicle_id})
WHERE v.garage_id = $garage_id
OPTIONAL MATCH (c:Case {id: $case_id})
WHERE c.garage_id = $garage_id
OPTIONAL MATCH (f:FailureCard {id: $card_id})
RETURN v {.*} AS vehicle, c.id AS case_id, f.id AS card_id
