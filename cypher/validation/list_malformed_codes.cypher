// List trouble codes of a wrong form, or whose id is not made of make and code.
//
// An id that another code holds rightly is a duplicate, which is told elsewhere.
//
// Params:
//   pattern: str             form of a trouble code, a regular expression
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
// Index: dtc_id
CYPHER 25
MATCH (d:Dtc)
WITH d, 'dtc.' + replace(replace(toLower(trim(coalesce(d.make, ''))), ' ', '_'), '-', '_')
        + '.' + coalesce(d.code, '') AS expected
WHERE NOT coalesce(d.code, '') =~ $pattern
   OR NOT (d.id = expected OR EXISTS { (:Dtc {id: expected}) })
WITH d ORDER BY d.id
WITH collect([[d.id], [], coalesce(d.make, '?') + ' ' + coalesce(d.code, '?')]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
