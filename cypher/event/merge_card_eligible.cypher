// Mark an approved card as one that the network does not have yet in this version.
//
// Params:
//   card_id: str         the card
// Returns:
//   version: int         number of its version
// Access: WRITE
// Index: failure_card_id
CYPHER 25
MATCH (c:FailureCard {id: $card_id, status: 'approved'})
SET c.synced_to_network = false
RETURN c.version AS version
