// List the indexes that are not online; before the first migration there is none at all.
//
// Returns:
//   name: str      name of the index
//   state: str     POPULATING or FAILED
// Access: READ
SHOW INDEXES YIELD name, state
WHERE state <> 'ONLINE'
RETURN name AS name, state AS state
