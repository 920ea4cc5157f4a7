// Keep why a ticket could not be matched.
//
// Params:
//   id: str             id of the ticket
//   error: str          what went wrong
//   now: str            time of the attempt, ISO 8601
// Returns:
//   written: int        1, or 0 when there is no such ticket
// Access: WRITE
// Index: ticket_id
CYPHER 25
MATCH (t:Ticket {id: $id})
SET t.ai_match_error = $error,
    t.ai_match_performed = false,
    t.ai_match_timestamp = datetime($now)
RETURN count(t) AS written
