// Governance (KG v2.8.8): status, revisions and the audit log.

CREATE INDEX knowledge_status IF NOT EXISTS
FOR (n:Knowledge) ON (n.status);
CREATE CONSTRAINT revision_id IF NOT EXISTS
FOR (n:Revision) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT audit_entry_id IF NOT EXISTS
FOR (n:AuditEntry) REQUIRE n.id IS UNIQUE;
CREATE INDEX revision_entity_id IF NOT EXISTS
FOR (n:Revision) ON (n.entity_id);
CREATE INDEX audit_entry_entity_id IF NOT EXISTS
FOR (n:AuditEntry) ON (n.entity_id);
