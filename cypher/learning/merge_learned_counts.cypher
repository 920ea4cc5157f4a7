// Add what one case saw to the relationships of its fault: ledger, sums, mean, and vehicle scopes.
//
// One ledger entry a relationship and scope. The sums on the relationship are those of the entries
// of scope "all"; the aligned lists those of every other scope.
//
// Params:
//   rows: list[map]       observable, relation_id, alpha, beta, entries [scope, key] of each one
//   fault_id: str         fault that was found
//   scopes: list[str]     model and engine of the vehicle, as far as known
//   case_id: str          the case
//   garage_id: str        its garage
//   strength: float       cases that a weight without counts weighs
//   now: str              time of the outcome, ISO 8601
// Returns:
//   written: int          how many relationships were taught
// Access: WRITE
// Index: observable_id, fault_id, ledger_entry_idempotency_key
// Plan: CartesianProduct of the two ends, each found by its id
CYPHER 25
MATCH (f:Fault {id: $fault_id})
UNWIND $rows AS row
MATCH (o:Observable {id: row.observable})-[r:INDICATES {relation_id: row.relation_id}]->(f)
CALL (row, f) {
  UNWIND row.entries AS entry
  CREATE (e:LedgerEntry {id: 'led_' + entry[1], idempotency_key: entry[1], relation_id: row.relation_id,
    source_kind: 'garage_feedback', scope: entry[0], garage_id: $garage_id, case_id: $case_id,
    amount_alpha: row.alpha, amount_beta: row.beta, occurred_at: datetime($now)})
  CREATE (e)-[:SPEAKS_ABOUT {relation_id: row.relation_id}]->(f)
}
WITH r, row, coalesce(r.scope_ids, []) AS ids, coalesce(r.scope_alpha, []) AS alphas,
     coalesce(r.scope_beta, []) AS betas, coalesce(r.alpha, $strength * r.weight) + row.alpha AS alpha,
     coalesce(r.beta, $strength * (1.0 - r.weight)) + row.beta AS beta
WITH r, row, ids, alphas, betas, alpha, beta, [s IN $scopes WHERE NOT s IN ids] AS new
SET r.alpha = alpha,
    r.beta = beta,
    r.weight = round(alpha / (alpha + beta), 12),
    r.evidence_count = coalesce(r.evidence_count, 0) + 1,
    r.last_observed = datetime($now),
    r.scope_ids = ids + new,
    r.scope_alpha = [i IN range(0, size(ids) - 1) | alphas[i] + CASE WHEN ids[i] IN $scopes THEN row.alpha ELSE 0.0 END]
      + [s IN new | row.alpha],
    r.scope_beta = [i IN range(0, size(ids) - 1) | betas[i] + CASE WHEN ids[i] IN $scopes THEN row.beta ELSE 0.0 END]
      + [s IN new | row.beta]
RETURN count(r) AS written
