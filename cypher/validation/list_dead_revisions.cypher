// List revisions of nodes that do not exist, or that end before they begin.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (v:Revision)
WHERE v.from_version > v.to_version
   OR (v.entity_kind = 'node' AND NOT EXISTS { (v)-[:CHANGED]->(:Knowledge) })
WITH v ORDER BY v.id
WITH collect([[v.entity_id], [], v.id]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
