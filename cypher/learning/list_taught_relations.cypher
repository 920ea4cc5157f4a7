// List the relationships of a fault that a case's findings speak about.
//
// Params:
//   fault_id: str              fault that was found
//   observables: list[str]     observables that were present or absent
// Returns:
//   relations: list[list]      [observable, relation id], sorted; not those that were deprecated
// Access: READ
// Index: fault_id, observable_id
// Plan: CartesianProduct of the two ends, each found by its id
CYPHER 25
MATCH (f:Fault {id: $fault_id})
UNWIND $observables AS name
MATCH (o:Observable {id: name})-[r:INDICATES]->(f)
WHERE r.status <> 'deprecated'
WITH o.id AS observable, r.relation_id AS relation ORDER BY observable, relation
RETURN collect([observable, relation]) AS relations
