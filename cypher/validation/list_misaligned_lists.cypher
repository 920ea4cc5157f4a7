// List nodes whose lists that belong together differ in length.
//
// Params:
//   rules: list[map]         label, and names of the properties that are aligned
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
CYPHER 25
UNWIND $rules AS rule
MATCH (n:$(rule.label))
WITH n, [key IN rule.names WHERE n[key] IS NOT NULL] AS given
WITH n, given, [key IN given | size(n[key])] AS sizes
WHERE any(length IN sizes WHERE length <> sizes[0])
WITH DISTINCT n.id AS id, given ORDER BY id
WITH collect([[id], [], reduce(text = '', key IN given | text + ' ' + key)]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
