// Read the counts of all weighted relationships and the sums of their ledgers, as one record.
//
// Entries of one vehicle scope are not part of alpha and beta.
//
// Returns:
//   sums: list[list]    [relation id, summed alpha, summed beta] of every ledger
//   links: list[list]   [start, end, relation id, alpha, beta] of every relationship with counts
// Access: READ
// Plan: the CartesianProduct joins single rows, each a list
CYPHER 25
CALL () {
  MATCH (e:LedgerEntry)
  WHERE coalesce(e.scope, 'all') = 'all'
  WITH e.relation_id AS relation_id, sum(e.amount_alpha) AS alpha, sum(e.amount_beta) AS beta
  RETURN collect([relation_id, alpha, beta]) AS sums
}
CALL () {
  MATCH (a:Knowledge)-[r:INDICATES|CAUSES|REQUIRES|RESOLVES]->(b:Knowledge)
  WHERE r.alpha IS NOT NULL
  RETURN collect([a.id, b.id, r.relation_id, r.alpha, r.beta]) AS links
}
RETURN sums AS sums, links AS links
