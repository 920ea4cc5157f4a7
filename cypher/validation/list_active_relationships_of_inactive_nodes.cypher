// List active relationships with an end that is not active: they answer nothing.
//
// Cards have states of their own. A deprecated part that is required is told elsewhere.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r]->(b:Knowledge)
WHERE r.status = 'active' AND (a.status <> 'active' OR b.status <> 'active')
  AND NOT a:FailureCard AND NOT b:FailureCard
  AND NOT (type(r) = 'REQUIRES' AND b:Part AND b.status = 'deprecated' AND a.status = 'active')
WITH a, r, b ORDER BY r.relation_id
WITH collect([[a.id, b.id], [r.relation_id],
  type(r) + ': ' + a.status + ' → ' + b.status]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
