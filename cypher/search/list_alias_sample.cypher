// List some aliases, the same ones each time: their ids are hashes, so the first are a fair draw.
//
// Params:
//   limit: int            most aliases returned
// Returns:
//   alias_id: str         id of the alias
//   text: str             its text
//   observable_id: str    what it names
// Access: READ
// Index: alias_id
CYPHER 25
MATCH (a:Alias)-[n:NAMES]->(o:Observable&!Dtc)
WHERE a.id >= '' AND a.status = 'active' AND n.status = 'active' AND o.status = 'active'
RETURN a.id AS alias_id, a.text AS text, o.id AS observable_id
ORDER BY alias_id, observable_id
LIMIT $limit
