// Delete what identifies people; cases, counts and ledger stay.
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
DETACH DELETE p
RETURN count(*) AS deleted
