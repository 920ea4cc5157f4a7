// Make lock nodes unique, so that two holders can never create one each.
//
// Params:
// Returns:
// Access: SCHEMA
CYPHER 25
CREATE CONSTRAINT faultgraph_lock_id IF NOT EXISTS
FOR (l:__FaultgraphLock) REQUIRE l.id IS UNIQUE
