// Create the relationships of a dump between nodes of the same transaction.
//
// The types were checked against graph/vocabulary.py.
//
// Params:
//   rows: list[map]     start and end (element ids), type, properties
// Returns:
//   linked: int         how many relationships were created
// Access: WRITE
// Plan: CartesianProduct of one node by one node per row, each found by its id
CYPHER 25
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.start
MATCH (b) WHERE elementId(b) = row.end
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
RETURN count(r) AS linked
