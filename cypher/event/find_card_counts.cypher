// Find the counts of a card and the relationships to the faults that it repairs.
//
// The caller holds the lock of the graph version, so nobody changes them meanwhile.
//
// Params:
//   card_id: str          the card
// Returns:
//   card: map             counts and confidence
//   resolves: list[map]   relation_id, fault_id and status of each relationship that is not deprecated
// Access: READ
// Index: failure_card_id
CYPHER 25
MATCH (c:FailureCard {id: $card_id})
RETURN c {.id, .usage_count, .success_count, .failure_count, .confidence_score} AS card,
       COLLECT {
         MATCH (c)-[r:RESOLVES]->(f:Fault)
         WHERE r.status <> 'deprecated'
         RETURN {relation_id: r.relation_id, fault_id: f.id, fault_status: f.status} ORDER BY r.relation_id
       } AS resolves
