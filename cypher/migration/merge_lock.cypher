// Take the lock: wait until no other open transaction holds it, then write the lock node.
//
// The transaction is never committed, so the node is never seen by anyone.
//
// Params:
//   lock_id: str      name of the lock
// Returns:
//   lock_id: str      the same name
// Access: WRITE
// Index: faultgraph_lock_id
CYPHER 25
MERGE (l:__FaultgraphLock {id: $lock_id})
SET l.held = true
RETURN l.id AS lock_id
