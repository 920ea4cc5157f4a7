// Make versions unique in the chain of migrations.
//
// Params:
// Returns:
// Access: SCHEMA
CYPHER 25
CREATE CONSTRAINT unique_version___Neo4jMigration IF NOT EXISTS
FOR (m:__Neo4jMigration) REQUIRE m.version IS UNIQUE
