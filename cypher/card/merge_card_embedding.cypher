// Store the vector of a card, or remove the one of its former content.
//
// Params:
//   id: str                     id of the card
//   embedding: list | null      vector of the configured model
// Returns:
//   written: int                how many cards there are with the id
// Access: WRITE
// Index: failure_card_id
CYPHER 25
MATCH (c:FailureCard {id: $id})
SET c.embedding = CASE WHEN $embedding IS NULL THEN null ELSE c.embedding END
WITH c
CALL (c) {
  WITH c WHERE $embedding IS NOT NULL
  CALL db.create.setNodeVectorProperty(c, 'embedding', $embedding)
}
RETURN count(c) AS written
