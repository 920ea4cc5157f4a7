// Read what each active fault shows, as one record, to find faults that look alike.
//
// Returns:
//   faults: list[list]   [id, powertrains, vehicle types]
//   leaks: list[list]    [observable, leak]
//   edges: list[list]    [fault, observable, weight]
// Access: READ
// Plan: the CartesianProduct joins single rows, each a list
CYPHER 25
CALL () {
  MATCH (f:Fault)
  WHERE f.status = 'active'
  WITH f ORDER BY f.id
  RETURN collect([f.id, f.powertrains, f.vehicle_types]) AS faults
}
CALL () {
  MATCH (o:Observable)
  WHERE o.status = 'active'
  WITH o ORDER BY o.id
  RETURN collect([o.id, o.leak]) AS leaks
}
CALL () {
  MATCH (o:Observable)-[r:INDICATES]->(f:Fault)
  WHERE r.status = 'active' AND o.status = 'active' AND f.status = 'active'
  RETURN collect([f.id, o.id, r.weight]) AS edges
}
RETURN faults AS faults, leaks AS leaks, edges AS edges
