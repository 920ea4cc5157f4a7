// Find one entry of the audit log, to tell a repeated request from a new one.
//
// Params:
//   id: str           id of the entry
// Returns:
//   entity_id: str    what it is about
//   user_id: str      who changed it, or null
//   new_data: str     JSON of what was changed to, or null
// Access: READ
// Index: audit_entry_id
CYPHER 25
MATCH (a:AuditEntry {id: $id})
RETURN a.entity_id AS entity_id, a.user_id AS user_id, a.new_data AS new_data
