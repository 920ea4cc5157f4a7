// Write one entry of the audit log, in the transaction of the change that it tells of.
//
// Params:
//   id: str                    id of the entry, made of what it is about and the version before
//   entity_kind: str           node or edge
//   entity_id: str             id of the node, or relation_id
//   action: str                create, update, status_change, delete or restore
//   changed_fields: list[str]  properties that changed
//   old_data: str              JSON of what they were
//   new_data: str              JSON of what they are
//   user: str                  who changed it
//   note: str | null           why
//   graph_version: int         graph version of the change
//   now: str                   time of the change, ISO 8601
// Returns:
//   audit_id: str              id of the entry
// Access: WRITE
// Index: audit_entry_id, knowledge_id
CYPHER 25
MERGE (a:AuditEntry {id: $id})
SET a.entity_kind = $entity_kind,
    a.entity_id = $entity_id,
    a.action = $action,
    a.changed_fields = $changed_fields,
    a.old_data = $old_data,
    a.new_data = $new_data,
    a.user_id = $user,
    a.notes = $note,
    a.graph_version = $graph_version,
    a.created_at = datetime($now)
WITH a
OPTIONAL MATCH (n:Knowledge {id: $entity_id})
FOREACH (node IN CASE WHEN n IS NULL THEN [] ELSE [n] END | MERGE (a)-[:CHANGED]->(node))
RETURN a.id AS audit_id
