// Find whoever wants to sign in, with the hash that the password is checked against.
//
// Params:
//   username: str              as it is stored: lower case, NFKC
// Returns:
//   id: str                    id of the user
//   password_hash: str | null  argon2id, in its own notation
//   is_active: bool            whether the user may sign in
// Access: READ
// Index: user_username
CYPHER 25
MATCH (u:User {username: $username})
RETURN u.id AS id, u.password_hash AS password_hash, u.is_active AS is_active
