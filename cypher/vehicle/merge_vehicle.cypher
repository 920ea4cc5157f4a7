// Write the properties of a vehicle, and what it is: a model and an engine family of the graph.
//
// Params:
//   id: str                    id of the vehicle
//   properties: map            by property key; null removes one
//   knowledge_ids: list[str]   model and engine family that it is, as far as known
//   now: str                   time of the write, ISO 8601
// Returns:
//   id: str                    the same id
// Access: WRITE
// Index: vehicle_id, knowledge_id
CYPHER 25
MERGE (v:Vehicle {id: $id})
ON CREATE SET v.created_at = datetime($now)
SET v += $properties, v.updated_at = datetime($now)
WITH v
CALL (v) {
  MATCH (v)-[old:IS_A]->(k)
  WHERE NOT k.id IN $knowledge_ids
  DELETE old
}
CALL (v) {
  UNWIND $knowledge_ids AS knowledge_id
  MATCH (k:Knowledge {id: knowledge_id})
  MERGE (v)-[:IS_A]->(k)
}
RETURN v.id AS id
