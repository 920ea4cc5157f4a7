// List which of some ids are knowledge of the graph, and of what kind.
//
// Params:
//   ids: list[str]         ids to look for
// Returns:
//   known: list[map]       id and labels of each that is there, by id
// Access: READ
// Index: knowledge_id
CYPHER 25
UNWIND $ids AS id
MATCH (k:Knowledge {id: id})
WITH DISTINCT k ORDER BY k.id
RETURN collect(k {.id, labels: labels(k)}) AS known
