// List knowledge nodes by id, one page at a time; an empty page tells the version too.
//
// Params:
//   label: str             a label of the vocabulary, or "Knowledge" for every kind
//   filters: map           property key of the vocabulary to the value it must have
//   after: str             id of the last node of the page before, or ""
//   limit: int             size of a page, and one more to see whether it is the last
// Returns:
//   nodes: list[map]       labels and properties, without the embedding, sorted by id
//   graph_version: int     version of the graph that answers
// Access: READ
// Index: knowledge_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  MATCH (n:Knowledge)
  WHERE n.id > $after
    AND $label IN labels(n)
    AND all(key IN keys($filters) WHERE n[key] = $filters[key])
  WITH n ORDER BY n.id LIMIT $limit
  RETURN collect(n {.*, embedding: null, labels: labels(n)}) AS nodes
}
RETURN nodes AS nodes, coalesce(v.version, 0) AS graph_version
