// List the approved cards whose text means nearly the same; the status is filtered in the index.
//
// Params:
//   vector: list[float]       of the text
//   least: float              smallest cosine of a card that is listed
//   limit: int                most cards returned
// Returns:
//   ids: list[str]            ids of the cards, the nearest first
// Access: READ
// Index: failure_card_embedding
CYPHER 25
MATCH (c:FailureCard)
  SEARCH c IN (
    VECTOR INDEX failure_card_embedding FOR $vector WHERE c.status = 'approved' LIMIT $limit
  ) SCORE AS score
WITH c, score WHERE 2 * score - 1 >= $least
WITH c, score ORDER BY score DESC, c.id
RETURN collect(c.id) AS ids
