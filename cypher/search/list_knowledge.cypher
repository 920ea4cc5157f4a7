// List the knowledge of every kind whose names share words with a text; typing errors are allowed.
//
// Params:
//   words: str          a Lucene query made of escaped words
//   ids: list[str]      nodes to describe as well, found elsewhere
//   kind: str           a label of the vocabulary, or "Knowledge" for every kind
//   nearest: int        nodes read from the index, before filtering
//   limit: int          most nodes kept of the index
// Returns:
//   hits: list[map]     id, labels, texts and score (0 of those found elsewhere), best first
//   graph_version: int  version of the graph that answers
// Access: READ
// Index: knowledge_text_folding, knowledge_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  CALL (v) {
    CALL db.index.fulltext.queryNodes('knowledge_text_folding', $words, {limit: $nearest})
    YIELD node AS n, score
    WHERE n.status IN ['active', 'approved'] AND $kind IN labels(n)
    WITH n, score ORDER BY score DESC, n.id LIMIT $limit
    RETURN n, score
    UNION ALL
    UNWIND $ids AS id
    MATCH (n:Knowledge {id: id})
    WHERE n.status IN ['active', 'approved'] AND $kind IN labels(n)
    RETURN n, 0.0 AS score
  }
  WITH n, max(score) AS score ORDER BY score DESC, n.id
  RETURN collect(n {.id, .label_fr, .label_en, .title_fr, .title_en, .code, .engine_code, .aliases,
                    labels: labels(n), score: score}) AS hits
}
RETURN hits AS hits, coalesce(v.version, 0) AS graph_version
