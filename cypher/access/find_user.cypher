// Find one user, without the password's hash.
//
// Params:
//   id: str | null         id of the user, or null to find by name
//   username: str | null   name of the user
//   garage_id: str | null  garage that asks; null: all garages
// Returns:
//   user: map              id, username, role, garage_id, is_cross_garage, is_active, locale, times
// Access: READ
// Index: user_id, user_username
CYPHER 25
CALL () {
  MATCH (u:User {id: $id})
  RETURN u
  UNION
  MATCH (u:User {username: $username})
  RETURN u
}
WITH u
WHERE $garage_id IS NULL OR u.garage_id = $garage_id
RETURN u {.id, .username, .role, .garage_id, .is_cross_garage, .is_active, .locale, .created_at,
          .updated_at} AS user
