// Read the whole two-layer network as one record: for benches, not for answers.
//
// Returns:
//   unlisted_prior: float     prior share of a cause that is not in the graph
//   faults: list[list]        [id, prior rate, powertrains, vehicle types] of each active fault
//   observables: list[map]    id, leak, unlisted_rate, edges [fault, weight] of each active one
//   causes: list[list]        [fault, effect, weight]
// Access: READ
// Index: graph_version_id
// Plan: the CartesianProduct joins single rows, each a list; every fault is read on purpose
CYPHER 25
MATCH (v:GraphVersion {id: 'graph'})
CALL () {
  MATCH (f:Fault)
  WHERE f.status = 'active'
  WITH f ORDER BY f.id
  RETURN collect([f.id, f.prior_rate, f.powertrains, f.vehicle_types]) AS faults
}
CALL () {
  MATCH (o:Observable)
  WHERE o.status = 'active'
  WITH o ORDER BY o.id
  RETURN collect(o {.id, .leak, .unlisted_rate, edges: [(o)-[r:INDICATES]->(f:Fault)
    WHERE r.status = 'active' AND f.status = 'active' | [f.id, r.weight]]}) AS observables
}
CALL () {
  MATCH (f:Fault)-[r:CAUSES]->(g:Fault)
  WHERE r.status = 'active' AND f.status = 'active' AND g.status = 'active'
  WITH f, r, g ORDER BY f.id, g.id
  RETURN collect([f.id, g.id, r.weight]) AS causes
}
RETURN v.unlisted_prior AS unlisted_prior, faults AS faults, observables AS observables,
       causes AS causes
