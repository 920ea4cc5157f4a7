// List trouble codes that stand twice for one make.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (d:Dtc)
WITH toUpper(d.code) AS code, replace(replace(toLower(trim(d.make)), ' ', '_'), '-', '_') AS make, d ORDER BY d.id
WITH code, make, collect(d.id) AS ids
WHERE size(ids) > 1
WITH code, make, ids ORDER BY code, make
WITH collect([ids, [], make + ' ' + code]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
