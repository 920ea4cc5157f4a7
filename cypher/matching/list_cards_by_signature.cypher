// List the cards that have one signature, those that may answer first.
//
// A filter by status would lead a plan made on few cards to the index of all cards of a status.
//
// Params:
//   hash: str                 signature hash
//   statuses: list[str]       of the cards that may answer
//   limit: int                most cards returned
// Returns:
//   ids: list[str]            ids of the cards
// Access: READ
// Index: failure_card_signature_hash
CYPHER 25
MATCH (c:FailureCard {signature_hash: $hash})
WITH c ORDER BY c.status IN $statuses DESC, coalesce(c.effectiveness_score, 0.5) DESC, c.id
LIMIT $limit
RETURN collect(c.id) AS ids
