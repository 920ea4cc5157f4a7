// List the relationships of findings, one row each: the slow way, kept so that the bench can fail.
//
// Params:
//   ids: list[str]    observable ids
// Returns:
//   observable: str   observable id
//   fault: str        fault id
//   prior: float      its prior rate
//   weight: float     P(observable present given the fault)
// Access: READ
// Index: observable_id
CYPHER 25
UNWIND $ids AS id
MATCH (o:Observable {id: id})-[r:INDICATES]->(f:Fault)
WHERE o.status = 'active' AND r.status = 'active' AND f.status = 'active'
RETURN o.id AS observable, f.id AS fault, f.prior_rate AS prior, r.weight AS weight
