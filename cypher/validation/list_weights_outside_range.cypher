// List relationships whose weight or confidence is no probability.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r]->(b:Knowledge)
WHERE NOT (0.0 <= r.weight <= 1.0) OR NOT (0.0 <= r.confidence <= 1.0)
   OR NOT (0.0 <= r.share <= 1.0)
UNWIND ['weight', 'confidence', 'share'] AS key
WITH a, r, b, key
WHERE r[key] IS NOT NULL AND NOT (0.0 <= r[key] <= 1.0)
WITH a, r, b, key ORDER BY r.relation_id, key
WITH collect([[a.id, b.id], [r.relation_id], key + ' = ' + toString(r[key])]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
