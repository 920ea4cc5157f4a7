// Look-ups of stored diagnoses, of what their outcomes taught, and of whom they are about.

CREATE INDEX case_garage_id_created_at IF NOT EXISTS
FOR (n:Case) ON (n.garage_id, n.created_at);
CREATE INDEX case_garage_id_idempotency_key IF NOT EXISTS
FOR (n:Case) ON (n.garage_id, n.idempotency_key);
CREATE INDEX ledger_entry_case_id IF NOT EXISTS
FOR (n:LedgerEntry) ON (n.case_id);
CREATE INDEX fault_learned_rate IF NOT EXISTS
FOR (n:Fault) ON (n.learned_rate);
CREATE INDEX personal_data_customer_contact IF NOT EXISTS
FOR (n:PersonalData) ON (n.customer_contact);
CREATE INDEX personal_data_created_at IF NOT EXISTS
FOR (n:PersonalData) ON (n.created_at);
// Only what outcomes suggest has this property, so the index stays small.
CREATE INDEX indicates_occurrence_count IF NOT EXISTS
FOR ()-[r:INDICATES]-() ON (r.occurrence_count);
