// Answer at once: the floor of what any query costs, and a sign of life.
//
// Returns:
//   alive: bool    true
// Access: READ
CYPHER 25
RETURN true AS alive
