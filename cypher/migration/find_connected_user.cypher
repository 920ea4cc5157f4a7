// Find the database user of this connection; no row when authentication is off.
//
// Params:
// Returns:
//   user_name: str    name of the user
// Access: READ
CYPHER 25
SHOW CURRENT USER YIELD user
RETURN user AS user_name
