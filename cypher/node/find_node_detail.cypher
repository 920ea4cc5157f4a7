// Find one knowledge node with its relationships, its revisions and the version of the graph.
//
// Params:
//   id: str                     id of the node
//   limit: int                  most relationships of each type and direction
// Returns:
//   node: map                   labels and properties, without the embedding
//   relationships: list[list]   [type, outgoing, how many, list of the first ones]
//   revisions: list[map]        former states, the latest first, without their content
//   graph_version: int          version of the graph that answers
// Access: READ
// Index: knowledge_id, graph_version_id, revision_entity_id
// Plan: the CartesianProduct joins the node with the version, one row each
CYPHER 25
MATCH (n:Knowledge {id: $id})
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (n) {
  MATCH (n)-[r]-(m:Knowledge)
  WITH n, r, m, type(r) AS type, startNode(r) = n AS outgoing
  ORDER BY type, outgoing DESC, r.weight DESC, m.id
  WITH type, outgoing, count(*) AS total, collect({link: properties(r), other: m {
    .id, .label_fr, .label_en, .title_fr, .title_en, .caption, .text, labels: labels(m)}})[..$limit] AS links
  RETURN collect([type, outgoing, total, links]) AS relationships
}
RETURN n {.*, embedding: null, labels: labels(n)} AS node, relationships AS relationships,
  COLLECT {
    MATCH (rev:Revision {entity_id: $id})
    WHERE rev.change <> 'create'
    WITH rev ORDER BY rev.to_version DESC
    RETURN rev {.id, .change, .from_version, .to_version, .occurred_at, .status, .version}
  } AS revisions,
  coalesce(v.version, 0) AS graph_version
