// Count knowledge nodes, relationships, reviews, evidence and cases, and tell the state of the graph.
//
// Params:
//   garage_id: str | null   garage whose unpublished cards are seen too; null: those of all
//   sees_drafts: bool       whether unpublished cards, and their trees, are seen at all
// Returns:
//   graph_version: int             0 before the first load
//   updated_at: str                time of the last knowledge write, or null
//   nodes: list[list]              [labels, status, source kind, count, reviewed]
//   relationships: list[list]      [type, status, source kind, count, reviewed, evidence]
//   cases: list[list]              [outcome, count]
//   systems: list[list]            [id, label fr, label en, faults, observables, parts] of each one
//   ledger_entries: int            entries of all ledgers
// Access: READ
// Index: graph_version_id, failure_card_status
// Plan: the CartesianProduct joins single rows, each a list
CYPHER 25
OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
CALL () {
  MATCH (card:FailureCard)
  WHERE NOT card.status IN ['approved', 'deprecated']
    AND NOT ($sees_drafts AND ($garage_id IS NULL OR coalesce(card.source_garage_id, '') = $garage_id))
  RETURN collect(card.id) AS hidden
}
CALL (hidden) {
  UNWIND hidden AS card_id
  MATCH (n:FailureCard|DiagnosticNode)
  WHERE n.id = card_id OR n.id STARTS WITH card_id + '.'
  RETURN collect(n) AS unseen
}
CALL (unseen) {
  MATCH (n:Knowledge)
  WHERE (NOT n:FailureCard|DiagnosticNode OR NOT n IN unseen)
  WITH labels(n) AS labels, n.status AS status, n.source_kind AS source, count(*) AS total,
       count(n.reviewed_at) AS reviewed
  ORDER BY labels, status, source
  RETURN collect([labels, status, source, total, reviewed]) AS nodes
}
CALL (unseen) {
  MATCH (a:Knowledge)-[r]->(b:Knowledge)
  WHERE (NOT a:FailureCard|DiagnosticNode OR NOT a IN unseen) AND (NOT b:FailureCard|DiagnosticNode OR NOT b IN unseen)
  WITH type(r) AS type, r.status AS status, r.source_kind AS source, count(*) AS total,
       count(r.reviewed_at) AS reviewed, sum(coalesce(r.evidence_count, 0)) AS evidence
  ORDER BY type, status, source
  RETURN collect([type, status, source, total, reviewed, evidence]) AS relationships
}
CALL (v) {
  MATCH (c:Case)
  WHERE $garage_id IS NULL OR c.garage_id = $garage_id
  WITH coalesce(c.outcome, 'pending') AS outcome, count(*) AS total ORDER BY outcome
  RETURN collect([outcome, total]) AS cases
}
CALL (v) {
  MATCH (s:System {status: 'active'})
  WITH s, COUNT { (s)<-[:PART_OF]-(:Fault {status: 'active'}) } AS faults,
       COUNT { (s)<-[:PART_OF]-(:Observable {status: 'active'}) } AS observables,
       COUNT { (s)<-[:PART_OF]-(:Part {status: 'active'}) } AS parts
  ORDER BY s.id
  RETURN collect([s.id, s.label_fr, s.label_en, faults, observables, parts]) AS systems
}
RETURN coalesce(v.version, 0) AS graph_version, toString(v.updated_at) AS updated_at,
       nodes AS nodes, relationships AS relationships, cases AS cases, systems AS systems,
       COUNT { (:LedgerEntry) } AS ledger_entries
