// List active faults that nothing indicates.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (f:Fault)
WHERE f.status = 'active' AND NOT EXISTS { (f)<-[:INDICATES]-(:Observable) }
WITH f ORDER BY f.id
WITH collect([[f.id], [], '']) AS found
RETURN size(found) AS total, found[..$limit] AS findings
