// List active trouble codes that the graph only explains, without a fault behind them.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (d:Dtc)
WHERE d.status = 'active' AND NOT EXISTS { (d)-[:INDICATES]->() }
WITH d ORDER BY d.id
WITH collect([[d.id], [], d.code]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
