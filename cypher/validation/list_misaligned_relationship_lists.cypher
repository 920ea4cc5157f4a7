// List relationships whose lists that belong together differ in length.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r:INDICATES|CAUSES]->(b:Knowledge)
WHERE size(coalesce(r.qualifier, [])) <> size(coalesce(r.ratio, []))
   OR size(coalesce(r.contexts, [])) <> size(coalesce(r.context_boost, []))
   OR size(coalesce(r.scope_ids, [])) <> size(coalesce(r.scope_alpha, []))
   OR size(coalesce(r.scope_ids, [])) <> size(coalesce(r.scope_beta, []))
WITH a, r, b ORDER BY r.relation_id
WITH collect([[a.id, b.id], [r.relation_id], type(r)]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
