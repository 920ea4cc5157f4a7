// List active actions that tell no step.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Action)
WHERE a.status = 'active' AND size(coalesce(a.steps_fr, [])) = 0 AND size(coalesce(a.steps_en, [])) = 0
WITH a ORDER BY a.id
WITH collect([[a.id], [], '']) AS found
RETURN size(found) AS total, found[..$limit] AS findings
