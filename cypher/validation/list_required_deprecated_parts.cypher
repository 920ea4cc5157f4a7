// List relationships by which active knowledge requires a deprecated part.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r:REQUIRES]->(p:Part)
WHERE r.status = 'active' AND a.status = 'active' AND p.status = 'deprecated'
WITH a, r, p ORDER BY r.relation_id
WITH collect([[a.id, p.id], [r.relation_id], '']) AS found
RETURN size(found) AS total, found[..$limit] AS findings
