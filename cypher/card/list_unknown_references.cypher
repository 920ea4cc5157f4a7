// List the ids that a card names and that the graph does not have, or has as another kind of node.
//
// Params:
//   rows: list[map]      field, id and labels (any of which it must have) of each id
// Returns:
//   unknown: list[list]  [field, id], in the order given
// Access: READ
// Index: knowledge_id
CYPHER 25
UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS row
WHERE NOT EXISTS {
  MATCH (k:Knowledge {id: row.id}) WHERE any(label IN labels(k) WHERE label IN row.labels) }
WITH place, row ORDER BY place
RETURN collect([row.field, row.id]) AS unknown
