// Create the nodes of a dump in an empty graph.
//
// The labels were checked against graph/vocabulary.py.
//
// Params:
//   rows: list[map]     id, labels, properties of each node
// Returns:
//   places: list[list]  [id, element id] of each node, to link them
// Access: WRITE
CYPHER 25
UNWIND $rows AS row
CREATE (n:$(row.labels))
SET n = row.properties
RETURN collect([row.id, elementId(n)]) AS places
