// List the confirmed cases of a garage with their findings, to calibrate on them.
//
// Params:
//   garage_id: str         garage whose cases are used
// Returns:
//   cases: list[map]       properties of each :Case and observed, a list of maps
// Access: READ
// Index: case_garage_id
CYPHER 25
MATCH (c:Case {garage_id: $garage_id})
WHERE c.fault_id IS NOT NULL AND c.outcome IN ['confirmed', 'incorrect']
MATCH (f:Fault {id: c.fault_id})
WHERE f.status = 'active'
  AND (coalesce(size(c.powertrains), 0) = 0 OR any(p IN c.powertrains WHERE p IN f.powertrains))
  AND (coalesce(size(c.vehicle_types), 0) = 0 OR any(t IN c.vehicle_types WHERE t IN f.vehicle_types))
WITH c, COLLECT {
    MATCH (c)-[r:OBSERVED]->(o:Observable)
    WHERE o.status = 'active'
    RETURN o {.id, state: r.state, qualifiers: r.qualifiers, dtc_status: r.dtc_status}
    ORDER BY o.id
  } AS observed ORDER BY c.id
RETURN collect(c {.*, observed: observed}) AS cases
