// List nodes with a value that is none of its enumeration.
//
// Params:
//   rules: list[map]         label, and allowed: property key to its allowed values
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
UNWIND $rules AS rule
MATCH (n:$(rule.label))
UNWIND keys(rule.allowed) AS key
WITH n, key, rule.allowed[key] AS allowed, n[key] AS value
WHERE value IS NOT NULL
  AND NOT CASE WHEN value IS :: LIST<ANY> THEN all(item IN value WHERE item IN allowed)
               ELSE value IN allowed END
WITH DISTINCT n.id AS id, key, value ORDER BY id, key
WITH collect([[id], [], key + ' = ' + toStringOrNull(CASE WHEN value IS :: LIST<ANY>
  THEN reduce(text = '', item IN value | text + ' ' + toString(item)) ELSE value END)]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
