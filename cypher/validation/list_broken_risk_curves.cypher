// List risk curves that fall, or whose mileages do not increase.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (c:RiskCurve)
WHERE size(c.curve_km) <> size(c.curve_risk) OR size(c.curve_km) < 2
   OR any(i IN range(1, size(c.curve_km) - 1) WHERE c.curve_km[i] <= c.curve_km[i - 1])
   OR any(i IN range(1, size(c.curve_risk) - 1) WHERE c.curve_risk[i] < c.curve_risk[i - 1])
   OR any(risk IN c.curve_risk WHERE NOT (0.0 <= risk <= 1.0))
WITH c ORDER BY c.id
WITH collect([[c.id], [], coalesce(c.part_category, '')]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
