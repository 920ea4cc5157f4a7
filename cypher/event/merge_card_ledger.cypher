// Count one repair for or against what a card repairs: one ledger entry a relationship.
//
// An entry is written once by its key, and only then the relationship's sums change; a withdrawal is
// an entry of the opposite amounts with a key of its own.
//
// Params:
//   card_id: str         the card
//   rows: list[map]      relation_id, key, alpha and beta of each relationship
//   strength: float      cases that a weight without counts weighs
//   garage_id: str       garage of the repair
//   case_id: str | null  diagnosis of the repair
//   now: str             time of the write, ISO 8601
// Returns:
//   written: int         how many entries were new
// Access: WRITE
// Index: failure_card_id, ledger_entry_idempotency_key
CYPHER 25
MATCH (c:FailureCard {id: $card_id})
UNWIND $rows AS row
MATCH (c)-[r:RESOLVES {relation_id: row.relation_id}]->(f:Fault)
WHERE NOT EXISTS { (:LedgerEntry {idempotency_key: row.key}) }
CREATE (e:LedgerEntry {id: 'led_' + row.key, idempotency_key: row.key, relation_id: row.relation_id,
  source_kind: 'garage_feedback', scope: 'all', garage_id: $garage_id,
  amount_alpha: row.alpha, amount_beta: row.beta, occurred_at: datetime($now)})
SET e.case_id = $case_id
CREATE (e)-[:SPEAKS_ABOUT {relation_id: row.relation_id}]->(f)
WITH r, row, coalesce(r.weight, 0.5) AS weight
WITH r, row, coalesce(r.alpha, $strength * weight) + row.alpha AS alpha,
     coalesce(r.beta, $strength * (1.0 - weight)) + row.beta AS beta
SET r.alpha = alpha,
    r.beta = beta,
    r.weight = round(alpha / (alpha + beta), 12),
    r.evidence_count = coalesce(r.evidence_count, 0) + toInteger(row.alpha + row.beta),
    r.last_observed = datetime($now)
RETURN count(r) AS written
