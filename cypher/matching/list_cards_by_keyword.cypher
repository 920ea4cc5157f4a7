// List the cards that share keywords with a text, those that share most first.
//
// Params:
//   words: str                a Lucene query made of all tokens, quoted
//   terms: list[list[str]]    tokens of each keyword; one of them is enough
//   statuses: list[str]       of the cards that may answer
//   nearest: int              cards read from the index, before filtering
//   limit: int                most cards returned
// Returns:
//   ids: list[str]            ids of the cards
// Access: READ
// Index: failure_card_keywords
CYPHER 25
CALL db.index.fulltext.queryNodes('failure_card_keywords', $words, {limit: $nearest})
YIELD node AS c
WHERE c.status IN $statuses
WITH c, size([term IN $terms WHERE any(token IN term WHERE token IN c.keywords)]) AS shared
ORDER BY shared DESC, coalesce(c.effectiveness_score, 0.5) DESC, c.id
LIMIT $limit
RETURN collect(c.id) AS ids
