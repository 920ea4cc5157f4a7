// Remove the prior mass of every class, before it is summed again in the same transaction.
//
// Returns:
//   deleted: int      how many sums were removed
// Access: WRITE
CYPHER 25
MATCH (m:PriorMass)
DELETE m
RETURN count(m) AS deleted
