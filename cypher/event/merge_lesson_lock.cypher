// Lock a ticket and read what it has to tell a card, and what it has told before.
//
// The last completed action that used a card speaks for the ticket. A revisit that was told of after
// the ticket was resolved is told apart from one that was known then.
//
// Params:
//   ticket_id: str       the ticket
// Returns:
//   ticket: map          what counts of it
//   action: map | null   what counts of that action
//   case_id: str | null  diagnosis that the ticket is joined to
// Access: WRITE
// Index: ticket_id, technician_action_ticket_id
CYPHER 25
MATCH (t:Ticket {id: $ticket_id})
REMOVE t.position
WITH t
CALL (t) {
  OPTIONAL MATCH (a:TechnicianAction {ticket_id: t.id})
  WHERE a.completed_at IS NOT NULL AND a.failure_card_used IS NOT NULL
  WITH a ORDER BY a.completed_at DESC, a.id DESC LIMIT 1
  RETURN a {.id, .failure_card_used, .resolution_outcome, .new_issue_found, .completed_at} AS action
}
CALL (t) {
  OPTIONAL MATCH (t)-[:DIAGNOSED_AS]->(c:Case)
  WITH c ORDER BY c.created_at DESC, c.id DESC LIMIT 1
  RETURN c.id AS case_id
}
RETURN t {.id, .garage_id, .status, .revisit_required, .customer_satisfaction, .counted_card_id,
          .counted_success, .counted_change, .counted_number,
          came_back: coalesce(t.revisit_required AND t.revisit_reported_at >= t.resolved_at, false)} AS ticket,
       action AS action,
       case_id AS case_id
