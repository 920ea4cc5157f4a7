// List relationships with a value that is none of its enumeration.
//
// Params:
//   allowed: map             property key to its allowed values
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r]->(b:Knowledge)
WHERE NOT r.status IN $allowed.status OR NOT r.source_kind IN $allowed.source_kind
   OR NOT r.creation_method IN $allowed.creation_method OR NOT r.severity IN $allowed.severity
UNWIND keys($allowed) AS key
WITH a, r, b, key
WHERE r[key] IS NOT NULL AND NOT r[key] IN $allowed[key]
WITH a, r, b, key ORDER BY r.relation_id, key
WITH collect([[a.id, b.id], [r.relation_id], key + ' = ' + toString(r[key])]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
