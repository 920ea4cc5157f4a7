// Make the first node of the chain of migrations.
//
// Params:
//   baseline: str     its version, BASELINE
// Returns:
//   version: str      the same
// Access: WRITE
// Index: unique_version___Neo4jMigration
CYPHER 25
MERGE (m:__Neo4jMigration {version: $baseline})
RETURN m.version AS version
