// Cases, learned patterns and the ledger behind every weight (KG v2.8.5).
//
// One idempotency key is one entry, however many messages tell of a repair.

CREATE CONSTRAINT case_id IF NOT EXISTS
FOR (n:Case) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT learned_pattern_id IF NOT EXISTS
FOR (n:LearnedPattern) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT learned_pattern_vehicle_category_observable_signature_fault_id IF NOT EXISTS
FOR (n:LearnedPattern) REQUIRE (n.vehicle_category, n.observable_signature, n.fault_id) IS UNIQUE;
CREATE CONSTRAINT ledger_entry_id IF NOT EXISTS
FOR (n:LedgerEntry) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ledger_entry_idempotency_key IF NOT EXISTS
FOR (n:LedgerEntry) REQUIRE n.idempotency_key IS UNIQUE;
CREATE INDEX ledger_entry_relation_id IF NOT EXISTS
FOR (n:LedgerEntry) ON (n.relation_id);
CREATE INDEX ledger_entry_occurred_at IF NOT EXISTS
FOR (n:LedgerEntry) ON (n.occurred_at);
CREATE INDEX case_outcome IF NOT EXISTS
FOR (n:Case) ON (n.outcome);
CREATE INDEX case_garage_id IF NOT EXISTS
FOR (n:Case) ON (n.garage_id);
