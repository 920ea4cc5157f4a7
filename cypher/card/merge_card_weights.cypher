// Weigh the relationships of a card: how often its fault shows each observable, and how often it helps.
//
// The weight of RESOLVES is the mean of its ledger, which begins with what the author's kind of
// source is worth; a ledger that is there is left as it is.
//
// Params:
//   id: str             id of the card
//   alpha: float        prior count for RESOLVES
//   beta: float         prior count against it
//   source_kind: str    where the card comes from
//   now: str            time of the write, ISO 8601
// Returns:
//   weighed: int        how many relationships have a weight
// Access: WRITE
// Index: failure_card_id, ledger_entry_relation_id, ledger_entry_idempotency_key
CYPHER 25
MATCH (c:FailureCard {id: $id})
OPTIONAL MATCH (c)-[r:RESOLVES]->(f:Fault)
CALL (c, f) {
  MATCH (o:Observable)-[i:INDICATES]->(c)
  OPTIONAL MATCH (o)-[known:INDICATES {status: 'active'}]->(f)
  SET i.weight = known.weight
  RETURN count(known) AS shown
}
CALL (r, f) {
  WITH r, f
  WHERE r IS NOT NULL AND NOT EXISTS { MATCH (:LedgerEntry {relation_id: r.relation_id}) }
  MERGE (entry:LedgerEntry {idempotency_key: 'card_' + r.relation_id})
    ON CREATE SET entry.id = 'led_card_' + r.relation_id,
                  entry.relation_id = r.relation_id,
                  entry.source_kind = $source_kind,
                  entry.scope = 'all',
                  entry.amount_alpha = $alpha,
                  entry.amount_beta = $beta,
                  entry.occurred_at = datetime($now)
  MERGE (entry)-[:SPEAKS_ABOUT {relation_id: r.relation_id}]->(f)
}
CALL (r) {
  OPTIONAL MATCH (entry:LedgerEntry {relation_id: r.relation_id})
  WHERE coalesce(entry.scope, 'all') = 'all'
  WITH r, sum(entry.amount_alpha) AS alpha, sum(entry.amount_beta) AS beta
  FOREACH (link IN CASE WHEN alpha + beta > 0 THEN [r] ELSE [] END |
    SET link.alpha = alpha, link.beta = beta, link.weight = round(alpha / (alpha + beta), 12),
        link.authored_alpha = coalesce(link.authored_alpha, $alpha),
        link.authored_beta = coalesce(link.authored_beta, $beta))
}
RETURN shown + CASE WHEN r IS NULL THEN 0 ELSE 1 END AS weighed
