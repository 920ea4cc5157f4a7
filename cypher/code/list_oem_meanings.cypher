// Read what makers' own codes mean to each make that the graph knows one of.
//
// Only asked when a request names such a code without a make that explains it.
//
// Params:
//   codes: list[str]       makers' own codes, upper case
// Returns:
//   meanings: list[list]   [code, id, make, French label, English label] of each meaning
// Access: READ
// Index: dtc_code
CYPHER 25
UNWIND $codes AS code
MATCH (o:Dtc {code: code})
WHERE o.status = 'active' AND o.code_kind = 'oem'
WITH o ORDER BY o.code, o.id
RETURN collect([o.code, o.id, o.make, o.label_fr, o.label_en]) AS meanings
