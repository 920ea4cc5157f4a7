// Keep with a ticket which card's counts hold its outcome now.
//
// Params:
//   ticket_id: str          the ticket
//   card_id: str | null     the card; null: none, it was withdrawn
//   is_success: bool | null how it was counted
//   change: float | null    what it did to the card's confidence
//   number: int             counts and withdrawals of this ticket so far, with this one
//   now: str                time of the write, ISO 8601
// Returns:
//   id: str                 the ticket
// Access: WRITE
// Index: ticket_id
CYPHER 25
MATCH (t:Ticket {id: $ticket_id})
SET t.counted_card_id = $card_id,
    t.counted_success = $is_success,
    t.counted_change = $change,
    t.counted_number = $number,
    t.counted_at = datetime($now)
RETURN t.id AS id
