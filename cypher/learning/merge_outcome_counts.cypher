// Count an outcome for its fault, on all vehicles and on this model and engine.
//
// The counts of a vehicle are on a relationship of their own, which changes no odds, so that seeds
// that come and go do not take them along.
//
// Params:
//   fault_id: str        fault that was found
//   amount: float        1, or .5 where the outcome is partial
//   scopes: list[map]    target, relation_id, key of its ledger entry
//   case_id: str         the case
//   garage_id: str       its garage
//   version: int         graph version that this write makes
//   now: str             time of the outcome, ISO 8601
// Returns:
//   scopes: int          how many scopes of the vehicle were counted
// Access: WRITE
// Index: fault_id, knowledge_id, ledger_entry_idempotency_key
// Plan: CartesianProduct of the two ends, each found by its id
CYPHER 25
MATCH (f:Fault {id: $fault_id})
SET f.confirmed_count = coalesce(f.confirmed_count, 0.0) + $amount,
    f.learned_rate = coalesce(f.learned_rate, f.prior_rate),
    f.from_version = $version,
    f.updated_at = datetime($now)
CALL (f) {
  UNWIND $scopes AS row
  MATCH (t:Knowledge {id: row.target})
  SET t.outcome_count = coalesce(t.outcome_count, 0.0) + $amount,
      t.from_version = $version,
      t.updated_at = datetime($now)
  MERGE (f)-[a:AFFECTS {relation_id: row.relation_id}]->(t)
    ON CREATE SET a.status = 'active', a.created_by = 'outcome', a.creation_method = 'inferred',
                  a.source_kind = 'garage_feedback', a.bidirectional = false, a.version = 1,
                  a.evidence_count = 0, a.created_at = datetime($now)
  SET a.confirmed_count = coalesce(a.confirmed_count, 0.0) + $amount,
      a.evidence_count = a.evidence_count + 1,
      a.last_observed = datetime($now)
  CREATE (e:LedgerEntry {id: 'led_' + row.key, idempotency_key: row.key, relation_id: row.relation_id,
    source_kind: 'garage_feedback', scope: row.target, garage_id: $garage_id, case_id: $case_id,
    amount_alpha: $amount, amount_beta: 0.0, occurred_at: datetime($now)})
  CREATE (e)-[:SPEAKS_ABOUT {relation_id: row.relation_id}]->(f)
  RETURN count(a) AS scopes
}
RETURN scopes AS scopes
