// List the approved and pending cards whose text means nearly the same.
//
// Params:
//   vector: list[float]       of the text
//   least: float              smallest cosine of a card that is listed
//   statuses: list[str]       of the cards that may answer
//   nearest: int              cards read from the index, before filtering
//   limit: int                most cards returned
// Returns:
//   ids: list[str]            ids of the cards, the nearest first
// Access: READ
// Index: failure_card_embedding
CYPHER 25
MATCH (c:FailureCard)
  SEARCH c IN (VECTOR INDEX failure_card_embedding FOR $vector LIMIT $nearest) SCORE AS score
WITH c, score WHERE c.status IN $statuses AND 2 * score - 1 >= $least
WITH c, score ORDER BY score DESC, c.id LIMIT $limit
RETURN collect(c.id) AS ids
