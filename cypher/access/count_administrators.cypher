// Count the active administrators, one of them left out.
//
// Params:
//   except_id: str | null   id of a user who does not count
// Returns:
//   total: int              how many others there are
// Access: READ
// Index: user_is_active_role
CYPHER 25
MATCH (u:User {is_active: true, role: 'admin'})
WHERE u.id <> coalesce($except_id, '')
RETURN count(u) AS total
