// One full-text index a language pair over all kinds of knowledge, and the order of the audit log.
//
// The analyser folds accents and does not stem, so a typing error is near the word as it is written.

CREATE FULLTEXT INDEX knowledge_text_folding IF NOT EXISTS
FOR (n:Fault|FaultFamily|RootCause|Part|System|Action|Test|Tool|VehicleMake|VehicleModel|EngineFamily|Dtc|Symptom|Sign|FailureCard)
ON EACH [n.label_fr, n.label_en, n.title_fr, n.title_en, n.code, n.engine_code, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE INDEX audit_entry_created_at IF NOT EXISTS
FOR (n:AuditEntry) ON (n.created_at);
CREATE INDEX knowledge_updated_at IF NOT EXISTS
FOR (n:Knowledge) ON (n.updated_at);
