// List the stored vehicles of all garages by id, one page at a time, without personal data.
//
// Params:
//   after: str              id of the last vehicle of the page before, or ""
//   limit: int              size of a page, and one more to see whether it is the last
// Returns:
//   vehicles: list[map]     properties, knowledge_ids, has_personal_data; sorted by id
//   graph_version: int      version of the graph that answers
// Access: READ
// Index: vehicle_id, graph_version_id
// Plan: the CartesianProduct joins two single rows
CYPHER 25
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
CALL () {
  MATCH (v:Vehicle)
  WHERE v.id > $after
  WITH v ORDER BY v.id LIMIT $limit
  RETURN collect(v {
    .*,
    knowledge_ids: COLLECT { MATCH (v)-[:IS_A]->(k:Knowledge) RETURN k.id ORDER BY k.id },
    has_personal_data: EXISTS { (v)-[:IDENTIFIED_BY]->(:PersonalData) }
  }) AS vehicles
}
RETURN vehicles AS vehicles, coalesce(g.version, 0) AS graph_version
