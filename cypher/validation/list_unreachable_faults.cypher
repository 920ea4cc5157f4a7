// List active faults that no answer can name: no prior, or nothing active that indicates them.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (f:Fault)
WHERE f.status = 'active' AND EXISTS { (f)<-[:INDICATES]-(:Observable) }
WITH f, coalesce(f.prior_rate, 0.0) > 0 AS has_prior, EXISTS {
  MATCH (f)<-[r:INDICATES]-(o:Observable) WHERE r.status = 'active' AND o.status = 'active'
} AS is_indicated
WHERE NOT has_prior OR NOT is_indicated
WITH f, has_prior ORDER BY f.id
WITH collect([[f.id], [], CASE WHEN has_prior THEN 'INDICATES' ELSE 'prior_rate' END]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
