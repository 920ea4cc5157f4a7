// Add authored counts to relationships and to their ledger; the weight is the ledger's mean.
//
// The amounts are the difference to the counts authored before, so learned counts stay.
//
// Params:
//   rows: list[map]   start, end, relation_id, source_kind, amount_alpha, amount_beta,
//                     authored_alpha, authored_beta (new totals), key (idempotency)
//   now: str          time of the write, ISO 8601
// Returns:
//   written: int      how many relationships got counts
// Access: WRITE
// Index: knowledge_id, ledger_entry_idempotency_key
// Plan: CartesianProduct of the two ends, each found by its id
CYPHER 25
UNWIND $rows AS row
MATCH (a:Knowledge {id: row.start})-[r {relation_id: row.relation_id}]->(b:Knowledge {id: row.end})
USING INDEX a:Knowledge(id)
MERGE (entry:LedgerEntry {idempotency_key: row.key})
  ON CREATE SET entry.id = 'led_' + row.key,
                entry.relation_id = row.relation_id,
                entry.source_kind = row.source_kind,
                entry.scope = 'all',
                entry.amount_alpha = row.amount_alpha,
                entry.amount_beta = row.amount_beta,
                entry.occurred_at = datetime($now)
MERGE (entry)-[:SPEAKS_ABOUT {relation_id: row.relation_id}]->(b)
SET r.alpha = coalesce(r.alpha, 0.0) + row.amount_alpha,
    r.beta = coalesce(r.beta, 0.0) + row.amount_beta,
    r.authored_alpha = row.authored_alpha,
    r.authored_beta = row.authored_beta
SET r.weight = CASE WHEN r.alpha + r.beta > 0 THEN round(r.alpha / (r.alpha + r.beta), 12) END
RETURN count(r) AS written
