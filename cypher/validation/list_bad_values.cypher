// List nodes with a value that is none of its enumeration.
//
// Params:
//   rules: list[map]         label, allowed: property key to its allowed values, and except:
//                            property key to the labels that have values of their own
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
UNWIND $rules AS rule
MATCH (n:$(rule.label))
UNWIND keys(rule.allowed) AS key
WITH n, key, rule.allowed[key] AS allowed, rule.except[key] AS others, n[key] AS value
WHERE value IS NOT NULL AND none(label IN others WHERE label IN labels(n))
  AND NOT CASE WHEN value IS :: LIST<ANY> THEN all(item IN value WHERE item IN allowed)
               ELSE value IN allowed END
WITH DISTINCT n.id AS id, key, value ORDER BY id, key
WITH collect([[id], [], key + ' = ' + toStringOrNull(CASE WHEN value IS :: LIST<ANY>
  THEN reduce(text = '', item IN value | text + ' ' + toString(item)) ELSE value END)]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
