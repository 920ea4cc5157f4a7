// List failure cards in review or published that do not say how to repair.
//
// Params:
//   limit: int               most findings returned
// Returns:
//   total: int               how many there are
//   findings: list[list]     [[node ids], [relation ids], detail] of the first ones
// Access: READ
// Index: failure_card_status
CYPHER 25
MATCH (c:FailureCard)
WHERE c.status IN ['pending_review', 'approved']
  AND size(coalesce(c.resolution_steps_fr, [])) = 0 AND size(coalesce(c.resolution_steps_en, [])) = 0
WITH c ORDER BY c.id
WITH collect([[c.id], [], c.status]) AS found
RETURN size(found) AS total, found[..$limit] AS findings
