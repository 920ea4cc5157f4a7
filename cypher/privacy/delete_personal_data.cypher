// Delete what identifies people; cases, tickets, counts and ledger stay.
//
// The complaint of a ticket is in the words of its customer, so it goes too.
//
// Params:
//   ids: list[str]        :PersonalData to delete
//   garage_id: str        garage that asks
// Returns:
//   deleted: int          how many were deleted
// Access: WRITE
// Index: personal_data_id
CYPHER 25
UNWIND $ids AS id
MATCH (p:PersonalData {id: id})
WHERE p.garage_id = $garage_id
CALL (p) {
  MATCH (t:Ticket)-[:IDENTIFIED_BY]->(p)
  REMOVE t.description, t.customer_id
}
DETACH DELETE p
RETURN count(*) AS deleted
