// List active tests that reveal no active observable.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (t:Test)
WHERE t.status = 'active' AND NOT EXISTS {
  MATCH (t)-[r:REVEALS]->(o:Observable) WHERE r.status = 'active' AND o.status = 'active'
}
WITH t ORDER BY t.id
WITH collect([[t.id], [], '']) AS found
RETURN size(found) AS total, found[..$limit] AS findings
