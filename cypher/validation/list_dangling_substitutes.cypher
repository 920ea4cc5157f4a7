// List used parts that stand in for a part which does not exist.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
// Index: part_id
CYPHER 25
MATCH (u:PartUsage)
WHERE u.substitute_for IS NOT NULL AND NOT EXISTS { (:Part {id: u.substitute_for}) }
WITH u ORDER BY u.id
WITH collect([[u.id], [], u.substitute_for]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
