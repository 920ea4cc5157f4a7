// List the keywords of some approved cards, the same ones each time, to see which words are rare.
//
// Params:
//   limit: int                most cards returned
// Returns:
//   keywords: list[str]       of one card
// Access: READ
// Index: failure_card_id
CYPHER 25
MATCH (c:FailureCard)
WHERE c.id >= '' AND c.status = 'approved'
WITH c ORDER BY c.id LIMIT $limit
RETURN coalesce(c.keywords, []) AS keywords
