// List approved failure cards that resolve no active fault: nothing is learned of them.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
// Index: failure_card_status
CYPHER 25
MATCH (c:FailureCard)
WHERE c.status = 'approved'
  AND NOT EXISTS { MATCH (c)-[r:RESOLVES]->(f:Fault) WHERE r.status = 'active' AND f.status = 'active' }
WITH c ORDER BY c.id
WITH collect([[c.id], [], 'RESOLVES']) AS found
RETURN size(found) AS total, found[..$limit] AS findings
