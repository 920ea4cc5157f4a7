// Keep when a card was last used; it changes no answer, so it makes no graph version.
//
// Params:
//   card_id: str         the card
//   used_at: str         when, ISO 8601
// Returns:
//   id: str              the card
// Access: WRITE
// Index: failure_card_id
CYPHER 25
MATCH (c:FailureCard {id: $card_id})
SET c.last_used_at = CASE WHEN c.last_used_at > datetime($used_at) THEN c.last_used_at ELSE datetime($used_at) END
RETURN c.id AS id
