// List active aliases that no search by meaning can find.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Alias)
WHERE a.status = 'active' AND a.embedding IS NULL
WITH a ORDER BY a.id
WITH collect([[a.id], [], a.text]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
