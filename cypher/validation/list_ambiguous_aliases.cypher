// List wordings that name two observables.
//
// Past complaints are left out: people use one wording for several things.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
MATCH (a:Alias)-[n:NAMES]->(o:Observable)
WHERE a.status = 'active' AND n.status = 'active' AND o.status = 'active' AND a.kind <> 'past_complaint'
WITH toLower(a.text) AS text, a.locale AS locale, o ORDER BY o.id
WITH text, locale, collect(DISTINCT o.id) AS ids
WHERE size(ids) > 1
WITH text, locale, ids ORDER BY text, locale
WITH collect([ids, [], text]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
