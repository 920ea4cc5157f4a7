// List knowledge relationships that do not say where they come from.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r]->(b:Knowledge)
WHERE r.status <> 'deprecated'
  AND (r.source_kind IS NULL OR r.created_by IS NULL OR r.relation_id IS NULL)
WITH a, r, b ORDER BY r.relation_id, a.id, b.id
WITH collect([[a.id, b.id], [x IN [r.relation_id] WHERE x IS NOT NULL], type(r)]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
