// List relationships between kinds of nodes that their type does not join.
//
// Params:
//   ends: list[list]         [start label, type, end label] that may be
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r]->(b:Knowledge)
WITH labels(a) AS starts, type(r) AS type, labels(b) AS ends, collect([[a.id, b.id], [r.relation_id], type(r)]) AS group
WHERE none(end IN $ends WHERE end[0] IN starts AND end[1] = type AND end[2] IN ends)
UNWIND group AS one
WITH one ORDER BY one[1][0]
WITH collect(one) AS found
RETURN size(found) AS total, found[..$limit] AS findings
