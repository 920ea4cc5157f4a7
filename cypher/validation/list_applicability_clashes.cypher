// List relationships between a finding and a fault that no vehicle can have together.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (o:Observable)-[r:INDICATES]->(f:Fault)
WHERE r.status = 'active' AND o.status = 'active' AND f.status = 'active'
  AND ((size(coalesce(o.powertrains, [])) > 0 AND size(coalesce(f.powertrains, [])) > 0
        AND none(p IN o.powertrains WHERE p IN f.powertrains))
    OR (size(coalesce(o.vehicle_types, [])) > 0 AND size(coalesce(f.vehicle_types, [])) > 0
        AND none(t IN o.vehicle_types WHERE t IN f.vehicle_types)))
WITH o, r, f ORDER BY r.relation_id
WITH collect([[o.id, f.id], [r.relation_id], '']) AS found
RETURN size(found) AS total, found[..$limit] AS findings
