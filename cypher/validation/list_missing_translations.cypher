// List nodes that have a text in one language only, or no label at all.
//
// Params:
//   rules: list[map]         label, names (bilingual properties) and required ones among them
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
UNWIND $rules AS rule
MATCH (n:$(rule.label))
WHERE n.status IN ['active', 'review']
UNWIND rule.names AS name
WITH n, name, n[name + '_fr'] AS fr, n[name + '_en'] AS en, name IN rule.required AS required
WITH n, name, required,
     CASE WHEN fr IS NULL THEN 0 WHEN fr IS :: LIST<ANY> THEN size(fr) ELSE size(trim(fr)) END AS fr,
     CASE WHEN en IS NULL THEN 0 WHEN en IS :: LIST<ANY> THEN size(en) ELSE size(trim(en)) END AS en
WHERE (fr = 0) <> (en = 0) OR (required AND fr = 0)
WITH DISTINCT n.id AS id, name + CASE WHEN fr = 0 THEN '_fr' ELSE '_en' END AS missing
ORDER BY id, missing
WITH collect([[id], [], missing]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
