// List active symptoms and signs that indicate no active fault.
//
// One that indicates only faults which are not active is not told: the fault is the matter.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (o:Observable&!Dtc)
WHERE o.status = 'active' AND NOT EXISTS {
  MATCH (o)-[r:INDICATES]->(f:Fault|FailureCard)
  WHERE r.status = 'active' AND NOT f.status IN ['draft', 'review', 'pending_review', 'deprecated']
} AND NOT EXISTS {
  MATCH (o)-[r:INDICATES]->(f:Fault) WHERE f.status <> 'active'
}
WITH o ORDER BY o.id
WITH collect([[o.id], [], '']) AS found
RETURN size(found) AS total, found[..$limit] AS findings
