// List the cards that share a signature, a fault or observables with a card, or are joined to it.
//
// Params:
//   id: str                 id of the card
//   garage_id: str | null   garage whose drafts are seen too; null: those of all
//   sees_drafts: bool       whether drafts and cards under review are seen at all
//   limit: int              most cards of each kind of likeness
// Returns:
//   cards: list[map]        what a list shows of each, and why: same_signature, same_fault,
//                           shared (ids), observables (how many it has), stored (weight or null)
//   observables: int        how many the card itself has
//   graph_version: int      version of the graph that answers
// Access: READ
// Index: failure_card_id, failure_card_signature_hash, graph_version_id
// Plan: the CartesianProduct joins two single rows
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
OPTIONAL MATCH (c:FailureCard {id: $id})
CALL (c) {
  CALL (c) {
    MATCH (other:FailureCard {signature_hash: c.signature_hash})
    RETURN other ORDER BY other.id LIMIT $limit
    UNION
    MATCH (c)-[:RESOLVES]->(:Fault)<-[:RESOLVES]-(other:FailureCard)
    RETURN other ORDER BY other.id LIMIT $limit
    UNION
    MATCH (c)-[:SIMILAR_TO]-(other:FailureCard)
    RETURN other ORDER BY other.id LIMIT $limit
    UNION
    MATCH (c)<-[:INDICATES]-(o:Observable)-[:INDICATES]->(other:FailureCard)
    WITH other, count(o) AS shared ORDER BY shared DESC, other.id LIMIT $limit
    RETURN other
  }
  WITH DISTINCT c, other
  WHERE other <> c AND (other.status = 'approved'
    OR ($sees_drafts AND other.status <> 'deprecated'
      AND ($garage_id IS NULL OR other.source_garage_id = $garage_id)))
  WITH c, other ORDER BY other.id
  RETURN collect(other {.*, embedding: null,
    same_signature: coalesce(other.signature_hash = c.signature_hash, false),
    same_fault: EXISTS { (c)-[:RESOLVES]->(:Fault)<-[:RESOLVES]-(other) },
    shared: COLLECT { MATCH (c)<-[:INDICATES]-(o:Observable)-[:INDICATES]->(other) RETURN o.id ORDER BY o.id },
    observables: COUNT { (other)<-[:INDICATES]-(:Observable) },
    stored: head(COLLECT { MATCH (c)-[s:SIMILAR_TO]-(other) RETURN s.weight ORDER BY s.weight DESC }),
    fault: head(COLLECT { MATCH (other)-[:RESOLVES]->(f:Fault) RETURN f {.id, .label_fr, .label_en} ORDER BY f.id })
  }) AS cards
}
RETURN cards AS cards, COUNT { (c)<-[:INDICATES]-(:Observable) } AS observables,
  coalesce(v.version, 0) AS graph_version
