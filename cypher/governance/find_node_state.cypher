// Find one knowledge node with all it holds, before it is changed in the same transaction.
//
// Params:
//   id: str            id of the node
//   garage_id: str | null   garage whose unpublished cards are seen too; null: those of all
//   sees_drafts: bool       whether unpublished cards, and their trees, are seen at all
// Returns:
//   labels: list[str]  labels of the node
//   state: map         its properties, without the embedding
// Access: READ
// Index: knowledge_id, failure_card_id
CYPHER 25
MATCH (n:Knowledge {id: $id})
WHERE (NOT n:FailureCard|DiagnosticNode OR NOT EXISTS {
    MATCH (card:FailureCard)
    WHERE card.id IN [at IN range(1, size(n.id))
        WHERE at = size(n.id) OR substring(n.id, at, 1) = '.' | left(n.id, at)]
      AND NOT card.status IN ['approved', 'deprecated']
      AND NOT ($sees_drafts
        AND ($garage_id IS NULL OR coalesce(card.source_garage_id, '') = $garage_id)) })
RETURN labels(n) AS labels, n {.*, embedding: null} AS state
