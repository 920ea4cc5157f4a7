// List observables whose leak is above their unlisted rate, or no probability.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (o:Observable)
WHERE o.leak > o.unlisted_rate OR NOT (0.0 <= o.leak <= 1.0) OR NOT (0.0 <= o.unlisted_rate <= 1.0)
WITH o ORDER BY o.id
WITH collect([[o.id], [], toString(o.leak) + ' > ' + toString(o.unlisted_rate)]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
