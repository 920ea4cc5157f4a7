// Find whether a card, or what the ticket was diagnosed with, asks for a part.
//
// The fault of a diagnosis is the one that was confirmed, else the one that was ranked first.
//
// Params:
//   ticket_id: str           the ticket
//   part_id: str | null      the part
//   card_id: str | null      card that was chosen or used
// Returns:
//   by_card: bool            the card requires it
//   by_fault: bool           the fault requires it
//   part: map | null         id, part_number, part_category and labels, where the graph has it
// Access: READ
// Index: ticket_id, part_id, failure_card_id
// Plan: the CartesianProduct joins three single rows
CYPHER 25
MATCH (t:Ticket {id: $ticket_id})
OPTIONAL MATCH (p:Part {id: $part_id})
OPTIONAL MATCH (card:FailureCard {id: $card_id})
CALL (t) {
  OPTIONAL MATCH (t)-[:DIAGNOSED_AS]->(c:Case)
  OPTIONAL MATCH (c)-[:CONFIRMED]->(found:Fault)
  OPTIONAL MATCH (c)-[:CONCLUDED {rank: 1}]->(first:Fault)
  RETURN head(collect(coalesce(found, first))) AS fault
}
RETURN EXISTS {
         MATCH (card)-[r:REQUIRES]->(p) WHERE r.status <> 'deprecated'
       } AS by_card,
       EXISTS {
         MATCH (fault)-[r:REQUIRES]->(p) WHERE r.status = 'active'
       } AS by_fault,
       p {.id, .part_number, .part_category, .label_fr, .label_en} AS part
