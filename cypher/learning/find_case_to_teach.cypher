// Find what an outcome needs to know of its case, and the case that had its key before.
//
// Params:
//   id: str                   id of the case
//   garage_id: str            garage that tells the outcome
//   fault_id: str | null      fault that is said to be the true one
//   key: str                  idempotency key of the repair
// Returns:
//   properties: map           of the :Case
//   observed: list[list]      [observable, state] of each settled finding, sorted
//   fault_is_known: bool      whether the fault is an active one of the graph
//   taught_before: list[str]  other cases of the garage with the same key
// Access: READ
// Index: case_id, fault_id, case_garage_id_idempotency_key
CYPHER 25
MATCH (c:Case {id: $id})
WHERE c.garage_id = $garage_id
RETURN properties(c) AS properties,
       COLLECT { MATCH (c)-[r:OBSERVED]->(o:Observable) RETURN [o.id, r.state] ORDER BY o.id } AS observed,
       EXISTS { MATCH (f:Fault {id: coalesce($fault_id, c.predicted_fault_id)}) WHERE f.status = 'active' }
         AS fault_is_known,
       COLLECT {
         MATCH (d:Case {garage_id: $garage_id, idempotency_key: $key})
         WHERE d.id <> $id
         RETURN d.id ORDER BY d.id
       } AS taught_before
