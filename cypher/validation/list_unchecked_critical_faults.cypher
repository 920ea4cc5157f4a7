// List active critical faults without a check, a test or a reason.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (f:Fault)
WHERE f.status = 'active' AND f.safety_level = 'critical'
WITH f, [x IN [
  CASE WHEN NOT EXISTS {
    MATCH (f)-[r:VERIFIED_BY]->(v:VerificationTemplate) WHERE r.status = 'active' AND v.status = 'active'
  } THEN 'VERIFIED_BY' END,
  CASE WHEN NOT EXISTS {
    MATCH (f)<-[r:INDICATES]-(o:Observable)<-[q:REVEALS]-(t:Test)
    WHERE r.status = 'active' AND o.status = 'active' AND q.status = 'active' AND t.status = 'active'
  } THEN 'REVEALS' END,
  CASE WHEN f.safety_reason_fr IS NULL AND f.safety_reason_en IS NULL THEN 'safety_reason' END
] WHERE x IS NOT NULL] AS lacks
WHERE size(lacks) > 0
WITH f, lacks ORDER BY f.id
WITH collect([[f.id], [], reduce(text = '', x IN lacks | text + ' ' + x)]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
