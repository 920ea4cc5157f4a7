// Count, for each active fault, what the graph knows about it.
//
// Returns:
//   families: list[list]   [id, label fr, label en] in the order in which they are shown
//   faults: list[list]     [fault, family, symptoms, signs, codes, tests, root causes, parts, actions,
//                          cards, cards with a tree, reviewed]: counts; tests are those that reveal
//                          one of its observables; cards that are approved
// Access: READ
// Index: fault_family_id
// Plan: the CartesianProduct joins single rows, each a list
CYPHER 25
CALL () {
  MATCH (m:FaultFamily)
  WHERE m.status = 'active'
  WITH m ORDER BY m.display_order, m.id
  RETURN collect([m.id, m.label_fr, m.label_en]) AS families
}
CALL () {
  MATCH (f:Fault)-[:IN_FAMILY]->(m:FaultFamily)
  WHERE f.status = 'active'
  WITH f, m ORDER BY f.id
  RETURN collect([f.id, m.id,
    COUNT { (f)<-[r:INDICATES]-(o:Symptom) WHERE r.status = 'active' AND o.status = 'active' },
    COUNT { (f)<-[r:INDICATES]-(o:Sign) WHERE r.status = 'active' AND o.status = 'active' },
    COUNT { (f)<-[r:INDICATES]-(o:Dtc) WHERE r.status = 'active' AND o.status = 'active' },
    COUNT { MATCH (f)<-[:INDICATES]-(:Observable)<-[:REVEALS]-(t:Test)
      WHERE t.status = 'active' RETURN DISTINCT t },
    COUNT { (f)<-[:CAUSES]-(:RootCause) },
    COUNT { (f)-[:REQUIRES]->(:Part) },
    COUNT { (f)<-[:RESOLVES]-(:Action) },
    COUNT { (f)<-[:RESOLVES]-(:FailureCard {status: 'approved'}) },
    COUNT { (f)<-[:RESOLVES]-(c:FailureCard {status: 'approved'})
      WHERE EXISTS { (c)-[:HAS_TREE]->() } },
    CASE WHEN f.reviewed_at IS NULL THEN 0 ELSE 1 END]) AS faults
}
RETURN families AS families, faults AS faults
