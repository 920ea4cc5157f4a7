// Say whether anybody was ever given a way to sign in: then nobody is let in without.
//
// Returns:
//   exists: bool    a user or the key of a program is there
// Access: READ
// Plan: the first user found ends the search; there is no other question to ask of all users
CYPHER 25
RETURN EXISTS { MATCH (u:User) } OR EXISTS { MATCH (k:ApiKey) } AS exists
