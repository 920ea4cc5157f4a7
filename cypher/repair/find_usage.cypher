// Find one part usage, and whether the graph knows its part and what it stands in for.
//
// Params:
//   id: str                   id of the part usage
//   garage_id: str | null     garage that asks; null: of any garage
// Returns:
//   graph_version: int        version of the graph that answers
//   usage: map                its properties
//   part: map | null          id and labels of its part, where the graph has it
//   is_known_substitute: bool   whether the graph says that it does the job of the other part
// Access: READ
// Index: part_usage_id, part_id, graph_version_id
CYPHER 25
MATCH (u:PartUsage {id: $id})
WHERE $garage_id IS NULL OR u.garage_id = $garage_id
OPTIONAL MATCH (g:GraphVersion {id: 'graph'})
OPTIONAL MATCH (u)-[:OF]->(p:Part)
RETURN coalesce(g.version, 0) AS graph_version,
       properties(u) AS usage,
       p {.id, .label_fr, .label_en} AS part,
       EXISTS {
         MATCH (x:Part {id: u.substitute_for})-[s:SIMILAR_TO]-(p)
         WHERE s.status = 'active' AND (startNode(s) = x OR s.bidirectional)
       } AS is_known_substitute
LIMIT 1
