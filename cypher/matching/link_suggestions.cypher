// Store the cards that matching proposes for a ticket, in place of those proposed before.
//
// Params:
//   id: str                 id of the ticket
//   suggestions: list[map]  card_id, and the properties of SUGGESTED, the best first
//   now: str                time of the match, ISO 8601
// Returns:
//   suggested: int          how many cards are suggested now
// Access: WRITE
// Index: ticket_id, failure_card_id
CYPHER 25
MATCH (t:Ticket {id: $id})
SET t.suggested_failure_cards = [item IN $suggestions | item.card_id],
    t.ai_match_performed = true,
    t.ai_match_timestamp = datetime($now),
    t.ai_match_error = null
WITH t
CALL (t) {
  MATCH (t)-[old:SUGGESTED]->(c:FailureCard)
  WHERE NOT c.id IN t.suggested_failure_cards
  DELETE old
}
CALL (t) {
  UNWIND $suggestions AS item
  MATCH (c:FailureCard {id: item.card_id})
  MERGE (t)-[s:SUGGESTED]->(c)
  SET s = item.properties
  RETURN count(s) AS suggested
}
RETURN suggested AS suggested
