// List all relationships of the graph for a logical dump, except the migration chain and who is signed in.
//
// Returns:
//   start: str          id of the start node
//   type: str           relationship type
//   end: str            id of the end node
//   properties: map     everything on the relationship
// Access: READ
// Plan: AllNodesScan, since a dump reads every relationship
CYPHER 25
MATCH (a:!Session&!RefreshToken)-[r:!MIGRATED_TO]->(b)
RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties
ORDER BY start, type, end, r.relation_id
