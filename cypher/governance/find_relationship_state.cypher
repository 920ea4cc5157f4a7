// Find one knowledge relationship by its id, whatever its type.
//
// Params:
//   relation_id: str   id of the relationship
// Returns:
//   type: str          its type
//   source_id: str     id of its start
//   target_id: str     id of its end
//   state: map         its properties
//   of_cards: list[str]  which of its ends are cards or nodes of their trees
// Access: READ
CYPHER 25
MATCH (a:Knowledge)-[r {relation_id: $relation_id}]->(b:Knowledge)
RETURN type(r) AS type, a.id AS source_id, b.id AS target_id, properties(r) AS state,
  [end IN [a, b] WHERE end:FailureCard|DiagnosticNode | end.id] AS of_cards
LIMIT 1
