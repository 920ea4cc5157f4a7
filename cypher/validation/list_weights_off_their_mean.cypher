// List relationships whose weight is not alpha / (alpha + beta).
//
// Params:
//   tolerance: float         largest difference that rounding explains
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r:INDICATES|CAUSES|REQUIRES|RESOLVES]->(b:Knowledge)
WHERE r.alpha + r.beta > 0 AND (r.weight IS NULL OR 0.0 <= r.weight <= 1.0)
  AND abs(coalesce(r.weight, -1.0) - r.alpha / (r.alpha + r.beta)) > $tolerance
WITH a, r, b ORDER BY r.relation_id
WITH collect([[a.id, b.id], [r.relation_id],
  toString(r.weight) + ' <> ' + toString(round(r.alpha / (r.alpha + r.beta), 6))]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
