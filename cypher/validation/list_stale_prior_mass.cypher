// List sums of prior rates that are not those of the active faults.
//
// Params:
//   tolerance: float         largest difference that rounding explains
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
CALL () {
  MATCH (f:Fault)
  WHERE f.status = 'active'
  RETURN f.applicability_class + '|' + f.safety_level AS id, f.prior_rate AS rate, 0.0 AS kept,
         f.prior_rate IS NOT NULL AS counts
  UNION ALL
  MATCH (m:PriorMass)
  RETURN m.id AS id, 0.0 AS rate, m.mass AS kept, false AS counts
}
WITH id, sum(rate) AS wanted, sum(kept) AS kept, count(CASE WHEN counts THEN 1 END) AS faults
WHERE abs(wanted - kept) > $tolerance
WITH id, wanted, kept ORDER BY id
WITH collect([[], [], id + ': ' + toString(kept) + ' <> ' + toString(wanted)]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
