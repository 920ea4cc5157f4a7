// Find one stored vehicle of a garage, with what it is and what identifies it.
//
// Params:
//   garage_id: str | null     id of the garage; null: all garages
//   vehicle_id: str           id of the vehicle
// Returns:
//   vehicle: map | null       its properties; null when the garage has no such vehicle
//   knowledge_ids: list[str]  model and engine family that it is
//   personal: map | null      VIN, plate, customer
//   graph_version: int        version of the graph that answers
// Access: READ
// Index: vehicle_id, graph_version_id
CYPHER 25
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
OPTIONAL MATCH (v:Vehicle {id: $vehicle_id})
WHERE $garage_id IS NULL OR v.garage_id = $garage_id
RETURN v {.*} AS vehicle,
       COLLECT { MATCH (v)-[:IS_A]->(k:Knowledge) RETURN k.id ORDER BY k.id } AS knowledge_ids,
       head(COLLECT {
         MATCH (v)-[:IDENTIFIED_BY]->(p:PersonalData)
         RETURN p {.vin, .plate, .customer_name, .customer_contact} ORDER BY p.id
       }) AS personal,
       coalesce(g.version, 0) AS graph_version
