// Find one knowledge node with its relationships, its revisions and the version of the graph.
//
// Params:
//   id: str                     id of the node
//   limit: int                  most relationships of each type and direction
//   garage_id: str | null   garage whose unpublished cards are seen too; null: those of all
//   sees_drafts: bool       whether unpublished cards, and their trees, are seen at all
// Returns:
//   node: map                   labels and properties, without the embedding
//   relationships: list[list]   [type, outgoing, how many, list of the first ones]
//   revisions: list[map]        former states, the latest first, without their content
//   graph_version: int          version of the graph that answers
// Access: READ
// Index: knowledge_id, graph_version_id, revision_entity_id, failure_card_id
// Plan: the CartesianProduct joins the node with the version, one row each
CYPHER 25
MATCH (n:Knowledge {id: $id})
WHERE (NOT n:FailureCard|DiagnosticNode OR NOT EXISTS {
    MATCH (card:FailureCard)
    WHERE card.id IN [at IN range(1, size(n.id))
        WHERE at = size(n.id) OR substring(n.id, at, 1) = '.' | left(n.id, at)]
      AND NOT card.status IN ['approved', 'deprecated']
      AND NOT ($sees_drafts
        AND ($garage_id IS NULL OR coalesce(card.source_garage_id, '') = $garage_id)) })
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL (n) {
  MATCH (n)-[r]-(m:Knowledge)
  WHERE (NOT m:FailureCard|DiagnosticNode OR NOT EXISTS {
      MATCH (card:FailureCard)
      WHERE card.id IN [at IN range(1, size(m.id))
          WHERE at = size(m.id) OR substring(m.id, at, 1) = '.' | left(m.id, at)]
        AND NOT card.status IN ['approved', 'deprecated']
        AND NOT ($sees_drafts
          AND ($garage_id IS NULL OR coalesce(card.source_garage_id, '') = $garage_id)) })
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
