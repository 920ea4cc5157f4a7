// List the knowledge of every kind whose names share words with a text; typing errors are allowed.
//
// Params:
//   words: str          a Lucene query made of escaped words
//   ids: list[str]      nodes to describe as well, found elsewhere
//   kind: str           a label of the vocabulary, or "Knowledge" for every kind
//   nearest: int        nodes read from the index, before filtering
//   limit: int          most nodes kept of the index
//   garage_id: str | null   garage whose unpublished cards are seen too; null: those of all
//   sees_drafts: bool       whether unpublished cards, and their trees, are seen at all
// Returns:
//   hits: list[map]     id, labels, texts and score (0 of those found elsewhere), best first
//   graph_version: int  version of the graph that answers
// Access: READ
// Index: knowledge_text_folding, knowledge_id, graph_version_id, failure_card_id
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (v) {
  CALL (v) {
    CALL db.index.fulltext.queryNodes('knowledge_text_folding', $words, {limit: $nearest})
    YIELD node AS n, score
    WHERE n.status IN ['active', 'approved'] AND $kind IN labels(n)
      AND (NOT n:FailureCard|DiagnosticNode OR NOT EXISTS {
        MATCH (card:FailureCard)
        WHERE card.id IN [at IN range(1, size(n.id))
            WHERE at = size(n.id) OR substring(n.id, at, 1) = '.' | left(n.id, at)]
          AND NOT card.status IN ['approved', 'deprecated']
          AND NOT ($sees_drafts
            AND ($garage_id IS NULL OR coalesce(card.source_garage_id, '') = $garage_id)) })
    WITH n, score ORDER BY score DESC, n.id LIMIT $limit
    RETURN n, score
    UNION ALL
    UNWIND $ids AS id
    MATCH (n:Knowledge {id: id})
    WHERE n.status IN ['active', 'approved'] AND $kind IN labels(n)
      AND (NOT n:FailureCard|DiagnosticNode OR NOT EXISTS {
        MATCH (card:FailureCard)
        WHERE card.id IN [at IN range(1, size(n.id))
            WHERE at = size(n.id) OR substring(n.id, at, 1) = '.' | left(n.id, at)]
          AND NOT card.status IN ['approved', 'deprecated']
          AND NOT ($sees_drafts
            AND ($garage_id IS NULL OR coalesce(card.source_garage_id, '') = $garage_id)) })
    RETURN n, 0.0 AS score
  }
  WITH n, max(score) AS score ORDER BY score DESC, n.id
  RETURN collect(n {.id, .label_fr, .label_en, .title_fr, .title_en, .code, .engine_code, .aliases,
                    labels: labels(n), score: score}) AS hits
}
RETURN hits AS hits, coalesce(v.version, 0) AS graph_version
