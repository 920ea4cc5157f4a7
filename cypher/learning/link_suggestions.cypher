// Suggest a relationship for each present observable that has none to the fault: a draft for experts.
//
// It begins as a relationship that nobody has seen: its weight is the leak. Drafts never answer.
//
// Params:
//   fault_id: str          fault that was found
//   rows: list[map]        observable, relation_id, key (of its first ledger entry)
//   strength: float        cases that the leak weighs
//   now: str               time of the outcome, ISO 8601
// Returns:
//   suggested: int         how many of the observables have a suggestion now
// Access: WRITE
// Index: fault_id, observable_id, ledger_entry_idempotency_key, indicates_relation_id
// Plan: CartesianProduct of the two ends, each found by its id
CYPHER 25
MATCH (f:Fault {id: $fault_id})
UNWIND $rows AS row
MATCH (o:Observable {id: row.observable})
WHERE NOT EXISTS { (o)-[x:INDICATES]->(f) WHERE x.status IN ['active', 'review'] }
MERGE (o)-[r:INDICATES {relation_id: row.relation_id}]->(f)
  ON CREATE SET r.status = 'draft', r.created_by = 'outcome', r.creation_method = 'inferred',
                r.source_kind = 'garage_feedback', r.bidirectional = false, r.version = 1,
                r.evidence_count = 0, r.created_at = datetime($now),
                r.alpha = $strength * o.leak, r.beta = $strength * (1.0 - o.leak)
MERGE (entry:LedgerEntry {idempotency_key: row.key})
  ON CREATE SET entry.id = 'led_' + row.key, entry.relation_id = row.relation_id,
                entry.source_kind = 'garage_feedback', entry.scope = 'all',
                entry.amount_alpha = $strength * o.leak,
                entry.amount_beta = $strength * (1.0 - o.leak), entry.occurred_at = datetime($now)
MERGE (entry)-[:SPEAKS_ABOUT {relation_id: row.relation_id}]->(f)
SET r.occurrence_count = coalesce(r.occurrence_count, 0) + 1
RETURN count(r) AS suggested
