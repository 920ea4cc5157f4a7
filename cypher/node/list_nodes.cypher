// List knowledge nodes by id, one page at a time.
//
// Params:
//   label: str             a label of the vocabulary, or "Knowledge" for every kind
//   filters: map           property key of the vocabulary to the value it must have
//   after: str             id of the last node of the page before, or ""
//   limit: int             size of a page
// Returns:
//   node: map              labels and properties, without the embedding
//   graph_version: int     version of the graph that answers
// Access: READ
// Index: knowledge_id
CYPHER 25
MATCH (n:Knowledge)
WHERE n.id > $after
  AND $label IN labels(n)
  AND all(key IN keys($filters) WHERE n[key] = $filters[key])
WITH n ORDER BY n.id LIMIT $limit
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
RETURN n {.*, embedding: null, labels: labels(n)} AS node, coalesce(v.version, 0) AS graph_version
ORDER BY node.id
